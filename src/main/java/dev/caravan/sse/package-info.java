/**
 * The Camel component {@code sse:}: a producer that broadcasts server-sent events to browsers. Knows Camel and the Vert.x router of
 * platform-http; knows nothing of shops, events or frames.
 */
@NullMarked
package dev.caravan.sse;

import org.jspecify.annotations.NullMarked;
