package dev.caravan;

import java.util.ArrayList;
import java.util.List;

/** A command line as text. */
final class Words {
    private Words() {}

    /**
     * Splits at spaces; what stands between quotes, single or double, stays together.
     *
     * @throws CommandLineException if a quote is not closed, or there is no word
     */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote != 0 ? 0 : c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new CommandLineException("a quote is not closed in: " + text);
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw new CommandLineException("no command is named; \"help\" lists them");
        }
        return words;
    }
}
