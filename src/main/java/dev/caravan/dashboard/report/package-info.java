/**
 * Reports over days of the shop: the job that rolls up what changed, and the answers that are read from it. Knows PostgreSQL and HTTP's
 * parameters; knows nothing of how events are stored.
 */
@NullMarked
package dev.caravan.dashboard.report;

import org.jspecify.annotations.NullMarked;
