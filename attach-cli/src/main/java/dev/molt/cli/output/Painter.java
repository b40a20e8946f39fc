package dev.molt.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Colours the word that a line of a report starts with, where it carries the weight of the line. */
final class Painter {
    private static final Map<String, String> STYLES = new LinkedHashMap<>();

    static {
        for (String good : new String[] {"applied", "planned", "nothing to do", "intact"}) STYLES.put(good, "bold,green");
        for (String bad : new String[] {"refused", "refusal", "failure", "tampered", "revert incomplete"}) STYLES.put(bad, "bold,red");
        for (String odd : new String[] {"reverted", "unconfirmed", "warning", "waiting", "unfinished", "old code"}) {
            STYLES.put(odd, "bold,yellow");
        }
    }

    private Painter() {}

    static String paint(String text, Ansi ansi) {
        return ansi.enabled() ? text.lines().map(line -> paintLine(line, ansi) + "\n").collect(Collectors.joining()) : text;
    }

    static String styled(String text, String style, Ansi ansi) {
        if (!ansi.enabled()) return text;
        return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style)) + Ansi.Style.reset.on();
    }

    private static String paintLine(String line, Ansi ansi) {
        String content = line.stripLeading();
        String indent = line.substring(0, line.length() - content.length());
        for (Map.Entry<String, String> style : STYLES.entrySet()) {
            String word = style.getKey();
            if (content.startsWith(word) && (content.length() == word.length() || ": ".indexOf(content.charAt(word.length())) >= 0)) {
                return indent + styled(word, style.getValue(), ansi) + content.substring(word.length());
            }
        }
        return line;
    }
}
