package dev.caravan.sse;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One client's life: a connection that gets frames until it goes away or does not drain.
 *
 * <p>A frame for a client whose queue is full is dropped; when the queue has drained, the client gets the newest frames, so that it
 * catches up even if nothing new follows.
 *
 * <p>Threading: every write and every field is touched only on the connection's own Vert.x context, hence in order and without locks.
 * The methods {@code offer}, {@code keepAlive}, {@code closeIfStalled} and {@code close} may be called from any thread and never block.
 */
final class SseClient {

    private static final long DRAINING = -1;

    private final HttpServerResponse response;
    private final HttpConnection connection;
    private final Context context;
    private final SseCounts counts;
    private final LongSupplier clockMs;
    private final Supplier<List<SseFrame>> newest;
    private long lastId;
    private long fullSinceMs = DRAINING;
    private boolean missed;

    /** @param newest the newest frame of each event name, by id */
    SseClient(
            HttpServerResponse response,
            HttpConnection connection,
            Context context,
            SseCounts counts,
            LongSupplier clockMs,
            Supplier<List<SseFrame>> newest) {
        this.response = response;
        this.connection = connection;
        this.context = context;
        this.counts = counts;
        this.clockMs = clockMs;
        this.newest = newest;
    }

    /** On the context only: sends the headers, {@code retry} and the newest frames. */
    void start(Buffer retry) {
        SseHeaders.stream(response);
        response.drainHandler(drained -> caughtUp());
        response.write(retry);
        newest.get().forEach(this::write);
    }

    void offer(SseFrame frame) {
        context.runOnContext(now -> write(frame));
    }

    void keepAlive() {
        context.runOnContext(now -> {
            if (!gone() && !response.writeQueueFull()) {
                response.write(SseFrame.KEEP_ALIVE);
            }
        });
    }

    /** Closes the connection when its queue has been full for {@code stallMs}. */
    void closeIfStalled(long stallMs) {
        context.runOnContext(now -> {
            noticeFullQueue();
            if (fullSinceMs != DRAINING && clockMs.getAsLong() - fullSinceMs >= stallMs) {
                abort();
            }
        });
    }

    void close() {
        context.runOnContext(now -> {
            if (!gone()) {
                response.end();
            }
            connection.close();
        });
    }

    private void write(SseFrame frame) {
        if (gone() || frame.id() <= lastId) {
            return;
        }
        if (response.writeQueueFull()) {
            counts.frameDropped();
            missed = true;
            noticeFullQueue();
            return;
        }
        lastId = frame.id();
        response.write(frame.bytes());
        counts.frameSent();
    }

    private void noticeFullQueue() {
        if (fullSinceMs == DRAINING && response.writeQueueFull()) {
            fullSinceMs = clockMs.getAsLong();
        }
    }

    private void caughtUp() {
        fullSinceMs = DRAINING;
        if (missed) {
            missed = false;
            newest.get().forEach(this::write);
        }
    }

    /** Past Vert.x's own close, which waits until the bytes before it are written: a client that reads nothing never lets that happen. */
    private void abort() {
        if (connection instanceof ConnectionBase wire) {
            ChannelFuture unused = wire.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }

    private boolean gone() {
        return response.ended() || response.closed();
    }
}
