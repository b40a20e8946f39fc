package dev.molt.cli.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that {@code javac} prints, taken apart. (A diagnostic listener gets the same findings in a plainer wording, with all names
 * qualified; people know javac's own.)
 */
final class JavacOutput {
    private static final Pattern HEAD = Pattern.compile("(?:(.+?\\.java|memory:.+?):(\\d+): )?(error|warning): (.*)");
    private static final Pattern COUNT = Pattern.compile("\\d+ (?:errors?|warnings?)|(?:only )?showing .*");

    private final List<CompileError> errors = new ArrayList<>();
    private final List<CompileError> warnings = new ArrayList<>();

    JavacOutput(String text) {
        List<String> block = new ArrayList<>();
        for (String line : text.split("\\R")) {
            if (line.startsWith("Note: ") || COUNT.matcher(line).matches()) continue;
            if (HEAD.matcher(line).matches()) {
                add(block);
                block.clear();
            }
            block.add(line);
        }
        add(block);
    }

    private void add(List<String> block) {
        if (block.isEmpty()) return;
        Matcher head = HEAD.matcher(block.get(0));
        if (!head.matches()) return;
        long line = head.group(2) == null ? 0 : Long.parseLong(head.group(2));
        long column = block.stream().filter(l -> l.strip().equals("^")).findFirst().map(l -> l.indexOf('^') + 1L).orElse(0L);
        boolean error = head.group(3).equals("error");
        (error ? errors : warnings).add(new CompileError(head.group(1), line, column, head.group(4), String.join("\n", block)));
    }

    List<CompileError> errors() {
        return errors;
    }

    List<CompileError> warnings() {
        return warnings;
    }
}
