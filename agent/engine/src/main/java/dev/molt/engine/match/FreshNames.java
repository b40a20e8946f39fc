package dev.molt.engine.match;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for what the running version has not: the offered one where it means nothing else, otherwise the next free number. */
final class FreshNames {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(\\D*)$");

    private final Taken taken;
    private final Set<String> types = new HashSet<>();
    private final Set<String> methods = new HashSet<>();

    FreshNames(Taken taken) {
        this.taken = taken;
    }

    void useTypes(Collection<String> internalNames) {
        types.addAll(internalNames);
    }

    void useMethod(String owner, String name) {
        methods.add(owner + "." + name);
    }

    /**
     * A name for a class.
     *
     * @param prefix what it continues, {@code $} included
     * @param offered the rest of the name that it was offered under
     */
    String type(String prefix, String offered) {
        int digits = 0;
        while (digits < offered.length() && Character.isDigit(offered.charAt(digits))) digits++;
        String simple = offered.substring(digits);
        String name = prefix + offered;
        for (int n = 1; types.contains(name) || taken.type(name); n++) name = prefix + n + simple;
        types.add(name);
        return name;
    }

    /** A name for a method. */
    String method(String owner, String offered) {
        Matcher number = NUMBER.matcher(offered);
        boolean hasNumber = number.find();
        String before = hasNumber ? offered.substring(0, number.start()) : offered + "$";
        String after = hasNumber ? number.group(2) : "";
        String name = offered;
        for (int n = 0; methods.contains(owner + "." + name) || taken.method(owner, name); n++) name = before + n + after;
        useMethod(owner, name);
        return name;
    }
}
