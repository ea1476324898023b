package dev.caravan.quality;

import java.util.List;
import java.util.stream.Collectors;

/** A suite's file can't be used. The message has one mistake a line, each with file and line. */
public final class SuiteMistakesException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<SuiteMistake> mistakes;

    SuiteMistakesException(List<SuiteMistake> mistakes) {
        super(mistakes.stream().map(SuiteMistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<SuiteMistake> mistakes() {
        return mistakes;
    }
}
