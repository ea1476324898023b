package dev.caravan.importer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one file, in the file's order. */
interface RecordSource {
    /** The next record; null at the end. */
    @Nullable
    ImportRecord next() throws IOException;

    /** The number of the last line that was read; 0 before the first. */
    long line();
}
