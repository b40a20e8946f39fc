package dev.molt.cli.attach;

import java.io.IOException;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the command line of a {@code java} launcher says.
 *
 * @param options the options before the main class, with those of the environment in the order in which the JVM takes them
 * @param main main class, jar or module; a name of the executable where it is not a {@code java} launcher
 */
record JavaCommand(List<String> options, String main) {
    private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
            "--upgrade-module-path",
            "--add-modules", "--add-reads", "--add-exports", "--add-opens", "--limit-modules", "--patch-module",
            "--enable-native-access", "--illegal-native-access", "--finalization", "--source");

    static JavaCommand of(TargetProcess process) {
        List<String> words = expanded(process);
        List<String> options = split(process.environment("JDK_JAVA_OPTIONS"));
        options.addAll(0, split(process.environment("JAVA_TOOL_OPTIONS")));
        boolean java = process.program().equals("java");
        String main = process.program();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            options.add(word);
            if (!java) continue;
            if (word.equals("-jar") || word.equals("-m") || word.equals("--module")) {
                main = i + 1 < words.size() ? words.get(i + 1) : main;
                break;
            }
            if (word.startsWith("--module=")) {
                main = word.substring("--module=".length());
                break;
            }
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-") && !word.isEmpty()) {
                main = word;
                break;
            }
        }
        options.addAll(split(process.environment("_JAVA_OPTIONS")));
        return new JavaCommand(List.copyOf(options), main);
    }

    /** Whether a VM flag is set to this value; the last option that names it counts. */
    boolean flag(String name, boolean value) {
        Boolean last = null;
        for (String option : options) {
            if (option.equals("-XX:+" + name)) last = true;
            if (option.equals("-XX:-" + name)) last = false;
        }
        return last != null && last == value;
    }

    /** The launcher's argument files are put in their place, as the launcher does: tools use them for long class paths. */
    private static List<String> expanded(TargetProcess process) {
        List<String> words = new ArrayList<>();
        for (String word : process.commandLine()) {
            if (word.startsWith("@") && !word.startsWith("@@")) words.addAll(argumentFile(process.file(Path.of(word.substring(1)))));
            else words.add(word);
        }
        return words;
    }

    private static List<String> argumentFile(Path file) {
        List<String> words = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file)) {
            StreamTokenizer tokens = new StreamTokenizer(in);
            tokens.resetSyntax();
            tokens.wordChars('!', Character.MAX_VALUE);
            tokens.whitespaceChars(0, ' ');
            tokens.commentChar('#');
            tokens.quoteChar('"');
            tokens.quoteChar('\'');
            while (tokens.nextToken() != StreamTokenizer.TT_EOF) words.add(tokens.sval);
        } catch (IOException e) {
            return List.of(); // tools remove such files soon; then the name is not known
        }
        return words;
    }

    private static List<String> split(String options) {
        List<String> words = new ArrayList<>();
        for (String word : options.strip().split("\\s+")) {
            if (!word.isEmpty()) words.add(word);
        }
        return words;
    }
}
