package dev.molt.engine.match;

import dev.molt.engine.evolve.Member;
import java.util.Map;

/**
 * A new version in the names of the running one.
 *
 * @param classNames internal names of renamed classes: as offered, and final
 * @param methodNames names of renamed methods: by final internal name of the class, and member as offered (descriptor with final names)
 * @param classes all classes that were offered, by final name; one in which nothing was renamed is the array that was offered
 */
public record Matched(Map<String, String> classNames, Map<String, Map<Member, String>> methodNames, Map<String, byte[]> classes) {
    public Matched {
        classNames = Map.copyOf(classNames);
        methodNames = Map.copyOf(methodNames);
        classes = Map.copyOf(classes);
    }

    /** The final name of a class that was offered under this internal name. */
    public String nameOf(String offered) {
        return classNames.getOrDefault(offered, offered);
    }

    public boolean nothingRenamed() {
        return classNames.isEmpty() && methodNames.isEmpty();
    }
}
