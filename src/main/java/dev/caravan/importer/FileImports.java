package dev.caravan.importer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code routes/import.camel.yaml} calls, in this order: {@link #open}, {@link #chunks}, {@link #acknowledge} after each chunk,
 * then {@link #finish} or {@link #reject}. The state of a file's import is in its exchange; so files may be imported in parallel.
 *
 * <p>A message of a chunk has the visitor as {@code kafka.KEY} and the headers {@code caravan.source}, {@code caravan.file} and
 * {@code caravan.line}, all strings. An exchange that fails otherwise than by {@link UnreadableFileException} leaves its file in the
 * inbox; the next poll goes on behind the last acknowledged chunk.
 */
public final class FileImports {
    /** Exchange property: where the file is moved to, relative to the inbox. The route's {@code move} reads it. */
    public static final String DESTINATION = "importDestination";

    private static final Logger LOG = LoggerFactory.getLogger(FileImports.class);
    private static final String IMPORT = "import";
    private static final String PACKED_FORMATS = "routes/formats/*.properties";
    // KafkaConstants.KEY of camel-kafka 4.18; this room doesn't know Kafka, a test compares
    private static final String KAFKA_KEY = "kafka.KEY";

    private final Inbox inbox;
    private final Checkpoints checkpoints;
    private final Path formats;
    private final Clock clock;

    /**
     * Imports from one inbox.
     *
     * @param inbox folder that the route reads; {@code done}, {@code failed} and {@code .progress} are made in it
     * @param formats folder of the format files, read again for every file; may be absent, then only the packed ones count
     * @param clock for progress, checkpoints and rates
     */
    public FileImports(Path inbox, Path formats, Clock clock) {
        this.inbox = new Inbox(inbox);
        this.checkpoints = new Checkpoints(inbox.resolve(".progress"));
        this.formats = formats;
        this.clock = clock;
    }

    /**
     * Opens the file in the body where its last import ended.
     *
     * @throws UnreadableFileException if it can't be read or nobody knows its form
     */
    public void open(Exchange exchange) throws UnreadableFileException {
        try {
            SourceFile file = SourceFile.of(
                    exchange.getMessage().getMandatoryBody(File.class).toPath());
            CsvFormats declared =
                    new CsvFormats(CsvFormats.declarations(packedFormats(exchange.getContext()), formats));
            FileImport opened = FileImport.open(file, declared, checkpoints, clock, stopping(exchange));
            exchange.setProperty(IMPORT, opened);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    close(opened);
                }
            });
        } catch (IOException | InvalidPayloadException e) {
            throw new UnreadableFileException(
                    "The file can't be opened: " + e
                            + "\n\nWhat to do: check its rights and its content, then drop it into the inbox"
                            + " again.",
                    e);
        }
    }

    /** The records of the opened file. A failure to read comes when the chunks before it have been taken. */
    public Iterator<Object> chunks(Exchange exchange) {
        return new Chunks(opened(exchange), exchange);
    }

    /** The chunk in the body is stored by the topic. */
    public void acknowledge(Exchange part) {
        opened(part).acknowledge(part.getMessage().getBody(Messages.class).chunk);
    }

    /** All is stored: the file goes to {@code done/}. */
    public void finish(Exchange exchange) throws UnreadableFileException, IOException {
        FileImport opened = opened(exchange);
        opened.finish();
        String place = inbox.done(name(exchange));
        exchange.setProperty(DESTINATION, place);
        LOG.info("import of {} done: {}, now {}", name(exchange), opened.progress(), place);
    }

    /** The file goes to {@code failed/}, with the reason beside it. */
    public void reject(Exchange exchange) throws IOException {
        FileImport opened = exchange.getProperty(IMPORT, FileImport.class);
        if (opened != null) {
            opened.giveUp();
        }
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (cause != null && !(cause instanceof UnreadableFileException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = cause == null ? null : cause.getMessage();
        String place = inbox.failed(name(exchange), reason);
        exchange.setProperty(DESTINATION, place);
        LOG.warn("import of {} failed, now {}: {}", name(exchange), place, reason);
    }

    private static FileImport opened(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(IMPORT, FileImport.class), "open() comes first");
    }

    private static String name(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class), "a file route");
    }

    private static void close(FileImport opened) {
        try {
            opened.close();
        } catch (IOException e) {
            LOG.warn("a file of the inbox stays open: {}", e.getMessage());
        }
    }

    private static BooleanSupplier stopping(Exchange exchange) {
        CamelContext context = exchange.getContext();
        Route route = context.getRoute(exchange.getFromRouteId());
        return () -> context.isStopping()
                || (route != null
                        && route.getConsumer() instanceof StatefulService consumer
                        && !consumer.getStatus().isStarted());
    }

    private static Map<String, String> packedFormats(CamelContext context) throws IOException {
        PackageScanResourceResolver resolver = PluginHelper.getPackageScanResourceResolver(context);
        Map<String, String> texts = new HashMap<>();
        try {
            for (Resource resource : resolver.findResources(PACKED_FORMATS)) {
                String location = resource.getLocation();
                try (InputStream in = resource.getInputStream()) {
                    texts.put(
                            location.substring(location.lastIndexOf('/') + 1),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return texts;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the packed format files can't be listed", e);
        }
    }

    /**
     * The splitter asks for the next chunk before it has sent the last one, so a failure waits for {@link #next}; and after a failure
     * it asks on, to release what is left, so there is nothing left.
     */
    private static final class Chunks implements Iterator<Object> {
        private final FileImport opened;
        private final Exchange exchange;
        private FileImport.@Nullable Chunk next;
        private @Nullable Exception failure;
        private boolean ended;

        Chunks(FileImport opened, Exchange exchange) {
            this.opened = opened;
            this.exchange = exchange;
        }

        @Override
        public boolean hasNext() {
            if (next == null && failure == null && !ended) {
                try {
                    next = opened.next();
                    ended = next == null;
                } catch (UnreadableFileException | ImportStoppedException e) {
                    failure = e;
                }
            }
            return !ended;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            FileImport.Chunk chunk = next;
            if (chunk == null) {
                ended = true;
                throw new RuntimeCamelException(failure);
            }
            next = null;
            return new Messages(chunk, exchange);
        }
    }

    /** A chunk as the Kafka producer takes it: each iteration makes the messages anew, so that a retry sends the same. */
    private static final class Messages implements Iterable<Message> {
        private final FileImport.Chunk chunk;
        private final CamelContext context;
        private final String fileName;

        Messages(FileImport.Chunk chunk, Exchange exchange) {
            this.chunk = chunk;
            this.context = exchange.getContext();
            this.fileName = name(exchange);
        }

        @Override
        public Iterator<Message> iterator() {
            return chunk.records().stream().map(this::message).iterator();
        }

        private Message message(ImportRecord record) {
            Message message = new DefaultMessage(context);
            message.setBody(record.value());
            if (record.key() != null) {
                message.setHeader(KAFKA_KEY, record.key());
            }
            message.setHeader("caravan.source", "import");
            message.setHeader("caravan.file", fileName);
            message.setHeader("caravan.line", Long.toString(record.line()));
            return message;
        }
    }
}
