package dev.caravan.overview;

/**
 * What a method of a bean does with a place outside, which no endpoint of a route tells.
 *
 * @param moves whether it moves the records of the body there; else it asks something, and only its attempts count
 */
public record BeanWork(Place place, boolean moves) {}
