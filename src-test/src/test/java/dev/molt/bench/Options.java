package dev.molt.bench;

import dev.molt.test.harness.Jdk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure.
 *
 * @param suites {@code update}, {@code cli}, {@code idle}, {@code reload}, {@code index}, {@code reflect}, {@code evolved}, {@code start}, {@code boot}, {@code compile},
 *     {@code deps}, {@code save}, {@code live}
 * @param rounds for every number of classes; 0 for what suits each
 * @param warmUp rounds that are not counted, of the suite {@code update}
 * @param only cases of the suites {@code update} and {@code evolved}; all if empty
 * @param jvmArgs more arguments of the JVM that is updated
 * @param seed of what is generated
 */
record Options(List<String> suites, List<Jdk> jdks, List<Integer> sizes, int rounds, int warmUp, List<String> only, List<String> jvmArgs,
               long seed) {
    static final String USAGE = "usage: [update] [cli] [idle] [reload] [index] [reflect] [evolved] [start] [boot] [compile] [deps] [save] [live] [--jdk N,N] [--sizes N,N] [--rounds N] [--warm-up N] [--only NAME,NAME]"
            + " [--jvm ARGUMENT]... [--seed N]";
    private static final List<String> SUITES = List.of("update", "cli", "idle", "reload", "index", "reflect", "evolved", "start", "boot", "compile", "deps", "save", "live");
    private static final List<Integer> SIZES = List.of(1, 100, 1000, 5000);
    private static final int WARM_UP = 30;

    static Options parse(String[] args) {
        List<String> suites = new ArrayList<>();
        List<Jdk> jdks = Jdk.found();
        List<Integer> sizes = SIZES;
        int rounds = 0;
        int warmUp = WARM_UP;
        List<String> only = List.of();
        List<String> jvmArgs = new ArrayList<>();
        long seed = System.nanoTime();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--jdk" -> {
                    List<Integer> features = numbers(value(args, ++i));
                    jdks = Jdk.found().stream().filter(jdk -> features.contains(jdk.feature())).toList();
                }
                case "--sizes" -> sizes = numbers(value(args, ++i));
                case "--rounds" -> rounds = Integer.parseInt(value(args, ++i));
                case "--warm-up" -> warmUp = Integer.parseInt(value(args, ++i));
                case "--only" -> only = List.of(value(args, ++i).split(","));
                case "--jvm" -> jvmArgs.add(value(args, ++i));
                case "--seed" -> seed = Long.parseLong(value(args, ++i));
                default -> {
                    if (!SUITES.contains(args[i])) throw new IllegalArgumentException(USAGE);
                    suites.add(args[i]);
                }
            }
        }
        return new Options(suites.isEmpty() ? SUITES : suites, jdks, sizes, rounds, warmUp, only, jvmArgs, seed);
    }

    int rounds(int size) {
        if (rounds > 0) return rounds;
        return size <= 1 ? 31 : size <= 100 ? 15 : size <= 1000 ? 7 : 3;
    }

    private static String value(String[] args, int i) {
        if (i == args.length) throw new IllegalArgumentException(USAGE);
        return args[i];
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
