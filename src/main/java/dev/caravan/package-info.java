/** The start and the wiring: which beans there are and what they are given. Knows every room; computes nothing. */
@NullMarked
package dev.caravan;

import org.jspecify.annotations.NullMarked;
