package dev.caravan.simulator;

/**
 * How an event is put, whatever it is about.
 *
 * @param currency of its amounts
 * @param currencyField the same as a field of an event
 * @param huge whether it is padded to nearly 64 KB
 */
@SuppressWarnings("ArrayRecordComponent") // written as it is, never compared
record Wording(String currency, byte[] currencyField, boolean huge) {

    static Wording in(String currency) {
        return new Wording(currency, JsonBytes.field("currency", currency), false);
    }

    Wording padded() {
        return new Wording(currency, currencyField, true);
    }
}
