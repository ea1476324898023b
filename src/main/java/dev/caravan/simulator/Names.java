package dev.caravan.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;

/** Brands and short texts, in letters of several languages. Slow: some hundred milliseconds, so it is asked once, at the opening. */
final class Names {

    private static final List<Locale> LOCALES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, new Locale("pl"), new Locale("sv"), new Locale("es"));

    private final List<Faker> fakers = new ArrayList<>();

    Names(long seed) {
        for (int i = 0; i < LOCALES.size(); i++) {
            fakers.add(new Faker(LOCALES.get(i), new Random(seed + i)));
        }
    }

    /** So many, all different, such as families give to their firms. */
    List<String> brands(int count) {
        Set<String> brands = new LinkedHashSet<>();
        for (int i = 0; brands.size() < count; i++) {
            Faker faker = fakers.get(i % fakers.size());
            String name = faker.name().lastName();
            brands.add(
                    switch (i % 4) {
                        case 0 -> name + " & " + faker.name().lastName();
                        case 1 -> name + " " + faker.address().cityName();
                        default -> name;
                    });
        }
        return List.copyOf(brands);
    }

    /** Sentences that customers leave with an order. */
    List<String> notes(int count) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Faker faker = fakers.get(i % fakers.size());
            notes.add("“" + faker.lorem().sentence(8) + "” – " + faker.name().firstName());
        }
        return notes;
    }
}
