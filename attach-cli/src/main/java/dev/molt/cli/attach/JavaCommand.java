package dev.molt.cli.attach;

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
        List<String> words = process.commandLine();
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

    private static List<String> split(String options) {
        List<String> words = new ArrayList<>();
        for (String word : options.strip().split("\\s+")) {
            if (!word.isEmpty()) words.add(word);
        }
        return words;
    }
}
