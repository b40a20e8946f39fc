package dev.molt.engine.apply;

import java.util.List;

/**
 * What came of taking updates back.
 *
 * @param redefined names of the classes that got their old code back
 * @param newShapes classes that were loaded since, in a shape that no redefinition takes back
 * @param failures what could not be taken back, and why
 */
public record Reversal(List<String> redefined, List<NewShape> newShapes, List<String> failures) {
    public Reversal {
        redefined = List.copyOf(redefined);
        newShapes = List.copyOf(newShapes);
        failures = List.copyOf(failures);
    }
}
