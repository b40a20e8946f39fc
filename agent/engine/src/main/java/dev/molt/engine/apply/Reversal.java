package dev.molt.engine.apply;

import java.util.List;

/**
 * What came of taking updates back.
 *
 * @param redefined names of the classes that got their old code back
 * @param remains what could not be taken back, and why
 */
public record Reversal(List<String> redefined, List<String> remains) {
    public Reversal {
        redefined = List.copyOf(redefined);
        remains = List.copyOf(remains);
    }

    /** Whether all is as it was. */
    public boolean complete() {
        return remains.isEmpty();
    }
}
