package dev.caravan.verify;

/**
 * A number on which the simulator's sheet and the tables don't agree.
 *
 * @param what the number's place in the sheet, such as {@code days/2026-03-01/revenue/EUR/gross}
 * @param sheet what was sent
 * @param tables what is stored
 */
public record SheetDifference(String what, String sheet, String tables) {}
