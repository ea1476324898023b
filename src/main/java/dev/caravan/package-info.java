/** Starts Caravan: settings, servers of the default run, and the beans that the routes name. All that knows every room. */
@NullMarked
package dev.caravan;

import org.jspecify.annotations.NullMarked;
