package dev.caravan.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items as the tables hold them: a JSON array of objects, in which what isn't stated is left out. */
public final class Items {
    private static final JsonFactory JSON = new JsonFactory();

    private Items() {}

    public static String json(List<Item> items) {
        StringWriter out = new StringWriter(items.size() * 96);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Item item : items) {
                json.writeStartObject();
                write(json, "product_id", item.productId());
                write(json, "product_name", item.productName());
                write(json, "category", item.category());
                write(json, "brand", item.brand());
                write(json, "variant", item.variant());
                BigDecimal price = item.price();
                if (price != null) {
                    json.writeNumberField("price", price);
                }
                Integer quantity = item.quantity();
                if (quantity != null) {
                    json.writeNumberField("quantity", quantity);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
