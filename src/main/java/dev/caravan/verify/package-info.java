/**
 * The command {@code verify}: looks at a running installation from outside, over HTTP, Kafka's protocol and SQL, and takes back what it wrote
 * for that. Knows no class of the other rooms, so that a mistake of theirs is not repeated here.
 */
@NullMarked
package dev.caravan.verify;

import org.jspecify.annotations.NullMarked;
