package dev.molt.api;

import java.util.List;

/**
 * What an update does.
 *
 * @param source where the new classes come from
 */
public record Plan(String source, List<ChangedClass> classes) {
    public Plan {
        classes = classes == null ? List.of() : List.copyOf(classes);
    }
}
