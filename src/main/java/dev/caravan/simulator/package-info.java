/**
 * A shop that never closes: visitors who browse and buy, and some broken events among them. Knows what such events look like as JSON;
 * knows nothing of how they are parsed or stored, so that it can be the reference that those are measured against.
 */
@NullMarked
package dev.caravan.simulator;

import org.jspecify.annotations.NullMarked;
