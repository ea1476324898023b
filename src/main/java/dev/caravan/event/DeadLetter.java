package dev.caravan.event;

/** A record that can't be stored, and why. */
public record DeadLetter(Received received, Rejection rejection) {}
