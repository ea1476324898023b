package dev.caravan.overview;

/**
 * One step of a route that leads out of it.
 *
 * @param target a place's id, or {@code direct:name} where it is another route
 * @param reads whether data comes from there rather than goes there
 */
record Step(String target, boolean reads) {
    boolean leadsToARoute() {
        return target.startsWith("direct:") || target.startsWith("seda:");
    }
}
