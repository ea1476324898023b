package dev.caravan.event;

/** What a record turned out to be: an event, or a rejection that says why not. */
public sealed interface Parsed permits Event, Rejection {}
