package dev.molt.protocol.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which classes are meant, by patterns on their binary names: {@code *} is any text without a dot, {@code **} any text, {@code
 * ?} one character that is no dot. A class is meant together with the classes nested in it.
 */
public final class ClassGlobs {
    private final List<Pattern> only;
    private final List<Pattern> exclude;

    /**
     * @param only patterns of which one must match; empty for every class
     * @param exclude patterns of which none may match
     */
    public ClassGlobs(List<String> only, List<String> exclude) {
        this.only = only.stream().map(ClassGlobs::pattern).toList();
        this.exclude = exclude.stream().map(ClassGlobs::pattern).toList();
    }

    /** Whether the whole program is meant, and not some classes of it. */
    public boolean everything() {
        return only.isEmpty();
    }

    /** Whether a class of this name is meant. */
    public boolean test(String name) {
        return (only.isEmpty() || matches(only, name)) && !matches(exclude, name);
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) return true;
        }
        return false;
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean twice = c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*';
            if (twice) i++;
            if (c == '*') regex.append(twice ? ".*" : "[^.]*");
            else if (c == '?') regex.append("[^.]");
            else regex.append(Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex + "(\\$.*)?");
    }
}
