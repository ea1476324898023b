package dev.caravan;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What a reader of the log sees from now on, until it is closed. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private CapturedLog() {}

    static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event);
    }

    /** Level and message of the lines that ask for attention. */
    List<String> warnings() {
        return lines.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(CapturedLog::text)
                .toList();
    }

    /** The lines that drag a stack trace behind them. */
    List<String> withStackTrace() {
        return lines.stream()
                .filter(line -> line.getThrowableProxy() != null)
                .map(CapturedLog::text)
                .toList();
    }

    private static String text(ILoggingEvent line) {
        return line.getLevel() + " " + line.getLoggerName() + " " + line.getFormattedMessage();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
