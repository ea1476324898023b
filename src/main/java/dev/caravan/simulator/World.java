package dev.caravan.simulator;

/** What all visits share. */
record World(Catalogue catalogue, Prices prices, Walk walk, Ids ids, ScenarioSpan span) {}
