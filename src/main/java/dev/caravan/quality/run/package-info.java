/**
 * When suites are judged and what becomes of it: runs in tables, windows of the stream, alerts, the answers over HTTP. Knows PostgreSQL
 * and the engines, which know nothing of this.
 */
@NullMarked
package dev.caravan.quality.run;

import org.jspecify.annotations.NullMarked;
