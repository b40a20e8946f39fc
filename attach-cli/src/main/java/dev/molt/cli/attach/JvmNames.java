package dev.molt.cli.attach;

import dev.molt.cli.CliFailure;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The JVM that a person means: by its process id, or by its main class, jar or module. The whole name wins over the simple one, and
 * that over a part of it; where several are left, none is taken.
 */
public final class JvmNames {
    /** What {@code main} tells of this program: nobody means it. */
    private static final String OURSELVES = "molt.jar";

    private JvmNames() {}

    /**
     * The process id that a text stands for.
     *
     * @throws CliFailure when no JVM or more than one has the name
     */
    public static long pid(String text) {
        return isPid(text) ? Long.parseLong(text) : named(text);
    }

    /** Whether the text is a process id; a process that has it need not exist. */
    static boolean isPid(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long named(String name) {
        List<Named> all = LocalJvms.processes().map(process -> new Named(process, JavaCommand.of(process).main()))
                .filter(jvm -> !simple(jvm.main()).equals(OURSELVES)).toList();
        // Another user's JVM can't be meant as long as there is one of ours.
        List<Named> found = best(all.stream().filter(jvm -> jvm.process().ours()).toList(), name);
        if (found.isEmpty()) found = best(all, name);
        if (found.isEmpty()) throw AttachFailures.noSuchName(name);
        if (found.size() > 1) {
            throw AttachFailures.severalNamed(name, found.stream().map(jvm -> jvm.process().pid() + "  " + jvm.main())
                    .collect(Collectors.joining("\n")));
        }
        return found.get(0).process().pid();
    }

    private static List<Named> best(List<Named> jvms, String name) {
        List<Predicate<String>> rules = List.of(main -> main.equals(name), main -> simple(main).equals(name), main -> main.contains(name));
        return rules.stream().map(rule -> jvms.stream().filter(jvm -> rule.test(jvm.main())).toList())
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
    }

    /** {@code Main} of {@code shop.Main} or {@code shop/shop.Main}, {@code app.jar} of {@code /srv/app.jar}. */
    private static String simple(String main) {
        String last = main.substring(main.lastIndexOf('/') + 1);
        return last.endsWith(".jar") ? last : last.substring(last.lastIndexOf('.') + 1);
    }

    private record Named(TargetProcess process, String main) {}
}
