package dev.caravan.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** The answer sheet of the simulator that runs, and its pause. */
final class AnswerSheets {
    private final URI page;
    private final Web web;

    AnswerSheets(URI page, Web web) {
        this.page = page;
        this.web = web;
    }

    /** @throws CheckFailedException if there is none */
    JsonNode read() throws IOException, InterruptedException {
        URI uri = page.resolve("/api/simulator/truth");
        HttpResponse<String> answer = web.get(uri);
        if (answer.statusCode() == 404) {
            throw new CheckFailedException("can't run: the simulator is off (stage.simulator) at " + page);
        }
        if (answer.statusCode() != 200) {
            throw new CheckFailedException(uri + " answers " + answer.statusCode());
        }
        JsonNode sheet = Web.json(uri, answer.body());
        if (!sheet.path("complete").asBoolean(true)) {
            throw new CheckFailedException("can't run: " + sheet.path("message").asText());
        }
        return sheet;
    }

    /** For at most 30 s, as the simulator says. */
    void pause() throws IOException, InterruptedException {
        post("/api/simulator/pause");
    }

    void resume() throws IOException, InterruptedException {
        post("/api/simulator/resume");
    }

    private void post(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = web.post(page.resolve(path));
        if (answer.statusCode() / 100 != 2) {
            throw new CheckFailedException(page.resolve(path) + " answers " + answer.statusCode());
        }
    }
}
