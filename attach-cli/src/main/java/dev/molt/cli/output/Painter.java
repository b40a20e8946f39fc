package dev.molt.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Colours the word that a line of a report starts with, where it carries the weight of the line. */
final class Painter {
    private static final Pattern TIME = Pattern.compile("^\\s*(\\d\\d:\\d\\d:\\d\\d )?");
    private static final Map<String, String> STYLES = new LinkedHashMap<>();

    static {
        style("bold,green", "applied", "planned", "nothing to do", "intact");
        style("bold,red", "refused", "refusal", "failure", "tampered", "revert incomplete");
        style("bold,yellow", "reverted", "unconfirmed", "warning", "waiting", "unfinished", "old code");
    }

    private Painter() {}

    private static void style(String style, String... words) {
        for (String word : words) STYLES.put(word, style);
    }

    static String paint(String text, Ansi ansi) {
        return ansi.enabled() ? text.lines().map(line -> paintLine(line, ansi) + "\n").collect(Collectors.joining()) : text;
    }

    static String styled(String text, String style, Ansi ansi) {
        if (!ansi.enabled()) return text;
        return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style)) + Ansi.Style.reset.on();
    }

    private static String paintLine(String line, Ansi ansi) {
        // The time of day may come first.
        String content = TIME.matcher(line).replaceFirst("");
        String indent = line.substring(0, line.length() - content.length());
        for (Map.Entry<String, String> style : STYLES.entrySet()) {
            String word = style.getKey();
            boolean whole = content.length() == word.length() || content.startsWith(":", word.length())
                    || content.startsWith(" ", word.length());
            if (content.startsWith(word) && whole) {
                return indent + styled(word, style.getValue(), ansi) + content.substring(word.length());
            }
        }
        return line;
    }
}
