package dev.molt.test.members;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a JVM answered to a number of calls: by call, the answers in their order. */
record Answers(Map<String, List<String>> byCall) {
    private static final String BECOMES = " -> ";
    /** Of these the words are not compared: the VM's and the JDK's differ by release, and by who found the problem first. */
    private static final List<String> KINDS = List.of("java.lang.IllegalAccessException", "java.lang.AbstractMethodError",
            "java.lang.ClassCastException", "java.lang.IllegalArgumentException: java.lang.IllegalAccessException",
            "java.lang.IllegalArgumentException: argument type mismatch", "java.lang.IllegalAccessError",
            "java.lang.NoSuchMethodException", "java.lang.NoSuchFieldException");

    /** A difference that is told in the documentation: calls and, in a JVM that was updated, their answers. */
    private record Known(Pattern call, Pattern answer) {
        static Known of(String call, String answer) {
            return new Known(Pattern.compile(call), Pattern.compile(answer));
        }
    }

    private static final List<Known> KNOWN = List.of(
            // An added instance field is not in the object.
            Known.of("Unsafe\\.objectFieldOffset", "! java.lang.UnsupportedOperationException: .* was added by a live update.*"),
            // An object that no constructor has made gets the initial values that old objects get.
            Known.of("Unsafe\\.allocateInstance", "Rec\\[a=0, b=b, c=\\[\\]\\]"),
            // Classes were loaded before the update, so that it can be taken back as a whole.
            Known.of("Unsafe\\.(shouldBeInitialized|ensureClassInitialized)", "true|false"),
            // Random calls make members accessible, and which of several equal objects they get depends on what other calls answered.
            Known.of("^\\d+ Field\\.[gs]et", "! java.lang.Illegal(Access|Argument)Exception: .*"),
            // It is found through a filter, which has no description, and on 17 says so early that it takes no writes.
            Known.of("VarHandle\\.describeConstable", "optional (null|.*Holder.*)"),
            Known.of("VarHandle\\.toMethodHandle", "! java.lang.UnsupportedOperationException: null"),
            // Overrides of clone are not looked for.
            Known.of("class java.lang.Object, clone, |Object app.Plain.clone", ".*"),
            // Internal to the JDK.
            Known.of("\\| 0 ReflectionFactory\\.new(Field|Method)Accessor|ReflectionFactory\\.get.*Accessor",
                    ".*Accessor|! NullPointerException|! java.lang.UnsupportedOperationException: .* was added by a live update.*"),
            Known.of("MethodHandle(s|Info)\\.reflectAs", "! java.lang.ClassCastException: Cannot cast java.lang.reflect.*"),
            // Modules that any agent has touched read all unnamed ones (java.lang.instrument).
            Known.of("[ \\[]java\\.\\S+/app\\.", ".*"),
            // Where the class came from.
            Known.of("\\.getProtectionDomain$", ".*"));

    static Answers read(Path... files) {
        Map<String, List<String>> byCall = new LinkedHashMap<>();
        try {
            for (Path file : files) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int at = line.indexOf(BECOMES);
                    byCall.computeIfAbsent(line.substring(0, at), c -> new ArrayList<>()).add(line.substring(at + BECOMES.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answers(byCall);
    }

    /** Calls that both made, and that were answered in another way. */
    List<String> differences(Answers fresh) {
        List<String> differences = new ArrayList<>();
        fresh.byCall.forEach((call, wanted) -> {
            List<String> got = byCall.get(call);
            for (int i = 0; got != null && i < Math.min(wanted.size(), got.size()); i++) {
                String answer = got.get(i);
                if (same(wanted.get(i), answer)) continue;
                if (KNOWN.stream().anyMatch(k -> k.call.matcher(call).find() && k.answer.matcher(answer).matches())) continue;
                differences.add(call + "\n  started with it " + wanted.get(i) + "\n  updated to it   " + answer + "\n");
            }
        });
        return differences;
    }

    /** Calls that one of them made alone. */
    List<String> unpaired(Answers fresh) {
        Map<String, List<String>> only = new HashMap<>(byCall);
        fresh.byCall.forEach((call, answers) -> {
            List<String> got = byCall.get(call);
            if (got != null && got.size() == answers.size()) only.remove(call);
            else only.put(call, answers);
        });
        return List.copyOf(only.keySet());
    }

    private static boolean same(String wanted, String got) {
        return wanted.equals(got) || KINDS.stream().anyMatch(k -> wanted.startsWith("! " + k) && got.startsWith("! " + k));
    }
}
