package dev.caravan.overview;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Which partitions of a topic this process consumes: Kafka's consumers keep a bean for each partition that they are given, and its name
 * tells the topic, with underscores for its dots, and the client, which without an id of its own is {@code consumer-<group>-<number>}.
 */
public final class Assignment {
    private final ObjectName ofTheGroup;

    public Assignment(String topic, String group) {
        try {
            ofTheGroup = new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,partition=*,topic="
                    + topic.replace('.', '_') + ",client-id=consumer-" + group + "-*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no name of a bean for topic " + topic + " and group " + group, e);
        }
    }

    Set<Integer> partitions() {
        return ManagementFactory.getPlatformMBeanServer().queryNames(ofTheGroup, null).stream()
                .map(name -> Integer.parseInt(name.getKeyProperty("partition")))
                .collect(Collectors.toSet());
    }
}
