/**
 * How files become records on the topic of events: NDJSON as it is, CSV as a format file declares it. Knows files, formats and how far
 * an import has come; knows no Kafka and no JDBC and doesn't judge events, which the pipeline behind the topic does. Only {@link
 * dev.caravan.importer.FileImports} knows Camel.
 */
@NullMarked
package dev.caravan.importer;

import org.jspecify.annotations.NullMarked;
