package dev.molt.engine.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An option that somebody gave.
 *
 * @param value empty where there is a name alone
 * @param where the place where it stands, for people
 */
record Given(String name, String value, String where) {

    /** For an option that is on or off. */
    boolean isOn() {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw wrong("is on or off: give " + name + " alone, or " + name + "=false");
        };
    }

    /** The parts of a value that is a list. */
    List<String> list() {
        return Stream.of(value.split(",")).map(String::trim).filter(part -> !part.isEmpty()).toList();
    }

    Path path() {
        return path(value);
    }

    List<Path> paths() {
        return list().stream().map(this::path).toList();
    }

    private Path path(String text) {
        try {
            if (text.isEmpty()) throw wrong("needs a path: " + name + "=PATH");
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong("is no path: " + e.getMessage());
        }
    }

    /** What is told when it can't be used. */
    IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("the option \"" + (value.isEmpty() ? name : name + "=" + value) + "\" in " + where + " " + why);
    }
}
