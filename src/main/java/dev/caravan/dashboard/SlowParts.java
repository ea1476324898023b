package dev.caravan.dashboard;

import java.time.LocalDate;
import java.util.List;

/**
 * What is read less often than a frame is made, since its cost grows with the day.
 *
 * @param day the shop's day that was read
 */
record SlowParts(
        LocalDate day,
        List<Row> now,
        Frame.Comparison comparison,
        List<Row> refunds,
        List<Frame.BestSeller> bestSellers,
        List<Frame.ReasonSum> deadLettersToday) {}
