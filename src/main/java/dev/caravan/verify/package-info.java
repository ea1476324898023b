/** Is what an installation says true? Knows the tables, read only, and answers over HTTP; no room's classes. */
@NullMarked
package dev.caravan.verify;

import org.jspecify.annotations.NullMarked;
