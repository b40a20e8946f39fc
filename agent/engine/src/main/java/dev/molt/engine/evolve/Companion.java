package dev.molt.engine.evolve;

import java.util.regex.Pattern;

/** A class that Molt defines beside a class of the application, in the same loader and package. */
public record Companion(String internalName, byte[] bytes) {
    private static final Pattern NAME = Pattern.compile("\\$Molt\\d+\\w*$");

    /** Whether a class of this name, internal or binary, is one. */
    public static boolean is(String name) {
        return name.contains("$Molt") && NAME.matcher(name).find();
    }
}
