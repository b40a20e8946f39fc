package dev.molt.bench;

import dev.molt.bench.ClassMaker.Version;
import dev.molt.bench.inside.BareAgent;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.stream.Stream;

/** Molt's whole apply against one bare {@code redefineClasses}, in one JVM, in turns, each on fresh classes. */
final class UpdateBenchmark {
    /** Bare calls with freshly written pools take minutes beyond. */
    private static final int MOST_FRESH = 1000;

    private final PrintStream out;
    private final Options options;
    private int sets;

    UpdateBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    /** Who redefines, and with which class files. */
    enum Case {
        BARE("bare, old pool's order", Version.SMALL_EDIT, Double.NaN),
        KEPT("apply, old pool's order", Version.SMALL_EDIT, 1.5),
        FRESH("apply, fresh pool", Version.SMALL_EDIT, 1.5),
        ALL_NEW("apply, all constants new", Version.ALL_NEW, 4),
        GROWN("apply, a method and a field more", Version.GROWN, 4),
        BARE_ALL_NEW("bare, all new on old pool", Version.ALL_NEW, Double.NaN),
        BARE_FRESH("bare, fresh pool", Version.SMALL_EDIT, Double.NaN),
        BARE_FRESH_ALL_NEW("bare, all new, fresh pool", Version.ALL_NEW, Double.NaN);

        final String text;
        final Version version;
        final double wanted;

        Case(String text, Version version, double wanted) {
            this.text = text;
            this.version = version;
            this.wanted = wanted;
        }

        boolean isBare() {
            return name().startsWith("BARE");
        }

        /** Only for comparison, and long. */
        boolean isOnce() {
            return ordinal() > BARE_ALL_NEW.ordinal();
        }

        Map<String, byte[]> next(ClassSet set) {
            boolean onOldPool = this == BARE || this == KEPT || this == BARE_ALL_NEW;
            return onOldPool ? set.versionOnOldPool(version) : set.version(version, true);
        }
    }

    void run(Jdk jdk) throws Exception {
        Path agent = Layout.agentJar(BareAgent.class, Map.of("Premain-Class", BareAgent.class.getName(), "Can-Redefine-Classes", "true"));
        out.println("Apply against a bare redefineClasses, " + jdk);
        // Once a class has another shape than the VM knows, all updates in that JVM go the longer way.
        for (List<Case> cases : List.of(others(Case.GROWN), List.of(Case.BARE, Case.GROWN))) {
            List<Case> wanted = cases.stream().filter(this::isWanted).toList();
            if (wanted.size() > 1) run(jdk, agent, wanted);
        }
    }

    private static List<Case> others(Case but) {
        return Stream.of(Case.values()).filter(c -> c != but).toList();
    }

    private void run(Jdk jdk, Path agent, List<Case> cases) throws Exception {
        try (Targets targets = Targets.open(jdk)) {
            Target target = targets.launch().withAgent(agent, "").withAgent().args("-XX:+UseG1GC", "-Xmx2g", "-Xms2g")
                    .args(options.jvmArgs().toArray(String[]::new)).start();
            Client client = target.client();
            warmUp(cases, target, client, targets.directory());
            for (int size : options.sizes()) {
                Map<Case, Median> times = new EnumMap<>(Case.class);
                Map<Case, Median> cpus = new EnumMap<>(Case.class);
                Map<Case, Map<String, Median>> stages = new EnumMap<>(Case.class);
                for (int round = 0; round < options.rounds(size); round++) {
                    for (Case c : cases) {
                        if (c.isOnce() && (round > 0 || size > MOST_FRESH)) continue;
                        measure(c, size, target, client, targets.directory(), times, cpus, stages);
                    }
                }
                new UpdateTable(out).print(size, times, cpus, stages);
            }
        }
    }

    /** What all others are compared with is always there. */
    private boolean isWanted(Case c) {
        return c == Case.BARE || options.only().isEmpty() || options.only().contains(c.name().toLowerCase(Locale.ROOT));
    }

    private void warmUp(List<Case> cases, Target target, Client client, Path directory) {
        Map<Case, Median> ignored = new EnumMap<>(Case.class);
        List<Case> warmedUp = cases.stream().filter(c -> c.ordinal() < Case.BARE_ALL_NEW.ordinal()).toList();
        for (int i = 0; i < options.warmUp(); i++) {
            for (Case c : warmedUp) {
                measure(c, i < options.warmUp() - 2 ? 20 : 200, target, client, directory, ignored, ignored, new EnumMap<>(Case.class));
            }
        }
    }

    private void measure(Case c, int size, Target target, Client client, Path directory, Map<Case, Median> times, Map<Case, Median> cpus,
                         Map<Case, Map<String, Median>> stages) {
        try (ClassSet set = ClassSet.make(directory, "set" + sets++, size)) {
            call(target, "load", set.name(), set.original().toString());
            String before = call(target, "ask", set.name());
            Map<String, byte[]> next = c.next(set);
            long nanos;
            long cpu;
            if (c.isBare()) {
                String folder = set.folderOf(next).toString();
                call(target, "collect");
                String[] answer = call(target, "redefine", set.name(), folder).split(" ");
                nanos = Long.parseLong(answer[0]);
                cpu = Long.parseLong(answer[1]);
            } else {
                call(target, "collect");
                long before0 = Long.parseLong(call(target, "cpu"));
                Apply.Timing timing = Apply.of(client, next);
                cpu = Long.parseLong(call(target, "cpu")) - before0;
                nanos = timing.nanos();
                Map<String, Median> byStage = stages.computeIfAbsent(c, k -> new LinkedHashMap<>());
                timing.stages().forEach((stage, n) -> byStage.computeIfAbsent(stage, k -> new Median()).add(n));
            }
            if (before.equals(call(target, "ask", set.name()))) throw new IllegalStateException(c + " changed nothing");
            times.computeIfAbsent(c, k -> new Median()).add(nanos);
            cpus.computeIfAbsent(c, k -> new Median()).add(cpu);
            call(target, "drop", set.name());
        }
    }

    private static String call(Target target, String method, String... arguments) {
        return target.call(BareAgent.class.getName(), method, arguments);
    }
}
