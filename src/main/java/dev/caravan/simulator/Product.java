package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something on sale.
 *
 * @param price of one unit, in the shop's currency and with its number of decimals
 * @param variants at least one
 */
record Product(String id, String name, String category, String brand, List<String> variants, BigDecimal price) {}
