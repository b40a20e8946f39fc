package dev.molt.engine.diff;

import java.util.ArrayList;
import java.util.List;

/** Access flags as people write them, in the order of the Java language. */
final class Modifiers {
    private static final String[] CLASS = names("public", "private", "protected", "static", "final", null, null, null, null,
            "interface", "abstract", null, "synthetic", "annotation", "enum", "module");
    private static final String[] FIELD = names("public", "private", "protected", "static", "final", null, "volatile", "transient",
            null, null, null, null, "synthetic", null, "enum", null);
    private static final String[] METHOD = names("public", "private", "protected", "static", "final", "synchronized", "bridge",
            "varargs", "native", null, "abstract", "strictfp", "synthetic", null, null, null);
    private static final int VISIBILITY = 0x7;

    private Modifiers() {}

    static String ofClass(int access) {
        return text(access, CLASS);
    }

    static String ofField(int access) {
        return text(access, FIELD);
    }

    static String ofMethod(int access) {
        return text(access, METHOD);
    }

    private static String[] names(String... names) {
        return names;
    }

    private static String text(int access, String[] names) {
        List<String> words = new ArrayList<>();
        if ((access & VISIBILITY) == 0) words.add("package-private");
        for (int bit = 0; bit < names.length; bit++) {
            if ((access & 1 << bit) != 0 && names[bit] != null) words.add(names[bit]);
        }
        return String.join(" ", words);
    }
}
