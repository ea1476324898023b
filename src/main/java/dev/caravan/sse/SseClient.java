package dev.caravan.sse;

import io.netty.channel.ChannelFuture;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * One client's life: a connection that gets frames until it goes away or does not drain.
 *
 * <p>A frame for a client whose queue is full is dropped; when the queue has drained, the client gets what it missed and can still be
 * had, so that it catches up even if nothing new follows.
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
    private final LongFunction<List<SseFrame>> since;
    private long lastNumber;
    private long fullSinceMs = DRAINING;
    private boolean missed;

    /** @param since what came after a number and can still be had, in order */
    SseClient(
            HttpServerResponse response,
            HttpConnection connection,
            Context context,
            SseCounts counts,
            LongSupplier clockMs,
            LongFunction<List<SseFrame>> since) {
        this.response = response;
        this.connection = connection;
        this.context = context;
        this.counts = counts;
        this.clockMs = clockMs;
        this.since = since;
    }

    /** On the context only: sends the headers, {@code retry} and what came after the frame of the number {@code resumeAfter}. */
    void start(Buffer retry, long resumeAfter) {
        lastNumber = resumeAfter;
        SseHeaders.stream(response);
        response.drainHandler(empty -> drained());
        response.write(retry);
        catchUp();
    }

    void offer(SseFrame frame) {
        context.runOnContext(now -> {
            if (missed && !response.writeQueueFull()) {
                catchUp();
            }
            if (missed) {
                miss();
            } else {
                write(frame);
            }
        });
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
        if (gone() || frame.number() <= lastNumber) {
            return;
        }
        if (response.writeQueueFull()) {
            miss();
            return;
        }
        lastNumber = frame.number();
        response.write(frame.bytes());
        counts.frameSent();
    }

    private void miss() {
        counts.frameDropped();
        missed = true;
        noticeFullQueue();
    }

    private void noticeFullQueue() {
        if (fullSinceMs == DRAINING && response.writeQueueFull()) {
            fullSinceMs = clockMs.getAsLong();
        }
    }

    private void drained() {
        fullSinceMs = DRAINING;
        if (missed) {
            catchUp();
        }
    }

    /** In order, and no further than the queue takes: what is skipped here would never be asked for again. */
    private void catchUp() {
        missed = false;
        Iterator<SseFrame> frames = since.apply(lastNumber).iterator();
        while (!missed && frames.hasNext()) {
            write(frames.next());
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
