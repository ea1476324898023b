package dev.caravan.warehouse;

import dev.caravan.event.Parsed;
import dev.caravan.event.Reason;
import dev.caravan.event.Rejection;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the per-event route made of each record back into the batch. Whatever that route does, every record gets a judgement: a
 * failure, or a body that is neither an event nor a rejection, is a dead letter.
 */
public final class Judgements implements AggregationStrategy {

    @Override
    public Exchange aggregate(@Nullable Exchange result, Exchange judged, Exchange input) {
        Batch batch = input.getMessage().getBody(Batch.class);
        Integer index = judged.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
        batch.judge(index, judgement(judged));
        return result != null ? result : ExchangeHelper.createCopy(input, true);
    }

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange result, Exchange judged) {
        throw new UnsupportedOperationException("needs the batch that was split");
    }

    private static Parsed judgement(Exchange judged) {
        Exception failure = judged.getException();
        if (failure != null) {
            return EventStore.processingError(failure);
        }
        Object body = judged.getMessage().getBody();
        if (body instanceof Parsed parsed) {
            return parsed;
        }
        return Rejection.of(
                Reason.PROCESSING_ERROR,
                "body",
                "the per-event route must end with an event or a rejection as body, ended with "
                        + (body == null ? "none" : body.getClass().getName()));
    }
}
