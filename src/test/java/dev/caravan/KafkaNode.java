package dev.caravan;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** One node of a {@link KafkaCluster}, a process of its own that can be killed. It ends with its parent, whatever ends that. */
final class KafkaNode {
    private KafkaNode() {}

    /** The one argument is the file of the node's settings. */
    public static void main(String[] args) throws IOException {
        Properties config = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            config.load(reader);
        }
        new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM).startup();
        awaitEndOfParent();
        Runtime.getRuntime().halt(0);
    }

    /** The parent holds the other end of the standard input and never writes. */
    private static void awaitEndOfParent() throws IOException {
        int read = System.in.read();
        while (read != -1) {
            read = System.in.read();
        }
    }
}
