package dev.molt.bench;

import dev.molt.bench.CompileBenchmark.Library;
import dev.molt.bench.inside.EveryClass;
import dev.molt.cli.compile.Compilation;
import dev.molt.cli.compile.CompileSettings;
import dev.molt.cli.compile.IncrementalCompiler;
import dev.molt.protocol.report.StageTime;
import dev.molt.test.compile.BodyEdits;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From the save of a source file to the new code in the running JVM: a body edit of a real library, with a warm compiler. */
final class LiveBenchmark {
    private static final int ROUNDS = 31;
    private static final int RELEASE = 17;
    private static final double WANTED = 250;

    private final PrintStream out;
    private final Options options;

    LiveBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run(Jdk jdk) throws Exception {
        out.printf("From save to live, %s, compiled by Java %d; one-file body edits, seed %d%n", jdk, Runtime.version().feature(), options.seed());
        for (Library library : Library.all()) {
            if (options.only().isEmpty() || options.only().contains(library.name())) run(jdk, library);
        }
    }

    private void run(Jdk jdk, Library library) throws Exception {
        Path work = Files.createTempDirectory(Layout.work(), "live");
        Path sources = Trees.copy(library.sources(), Files.createDirectories(work.resolve("src")));
        List<Path> modules = Files.exists(sources.resolve("module-info.java")) ? library.classPath() : List.of();
        CompileSettings settings = new CompileSettings(library.classPath(), modules, List.of(), RELEASE, StandardCharsets.UTF_8, List.of("-g", "-nowarn"));
        try (IncrementalCompiler compiler = new IncrementalCompiler(List.of(sources), settings, work.resolve("compiler")); Targets targets = Targets.open(jdk)) {
            int files = compiler.compile().sources();
            Path running = Trees.copy(compiler.classes(), work.resolve("running"));
            Path inside = Path.of(EveryClass.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Target target = targets.launch().classPath(running, inside).classPath(library.classPath().toArray(Path[]::new)).withAgent().start();
            String loaded = target.call(EveryClass.class.getName(), "load", running.toString());
            Median total = new Median();
            Map<String, Median> stages = new LinkedHashMap<>();
            BodyEdits edits = new BodyEdits(sources, options.seed());
            int rounds = options.rounds() > 0 ? options.rounds() : ROUNDS;
            Set<BodyEdits.Edited> done = new HashSet<>();
            for (int i = -options.warmUp(); i < rounds; i++) {
                BodyEdits.Edited edit = edits.next();
                while (!done.add(edit)) edit = edits.next(); // what is live already is no update
                edit(edit, compiler, target, i < 0 ? new Median() : total, i < 0 ? new LinkedHashMap<>() : stages);
            }
            out.printf("  %s, %,d files, %s classes loaded: median %.0f ms, wanted %.0f: %s%n", library.name(), files, loaded, total.get(), WANTED,
                    total.get() <= WANTED ? "yes" : "NO");
            stages.forEach((stage, median) -> out.printf("    %-22s %7.1f ms%n", stage, median.get()));
        }
        Trees.delete(work);
    }

    private static void edit(BodyEdits.Edited edit, IncrementalCompiler compiler, Target target, Median total, Map<String, Median> stages) throws IOException {
        String before = Files.readString(edit.file());
        Files.writeString(edit.file(), edit.text());
        long start = System.nanoTime();
        Compilation compilation = compiler.update(List.of(edit.file()));
        if (!compilation.ok()) throw new IllegalStateException(compilation.errors().get(0).text());
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : compilation.changed()) classes.put(name, Files.readAllBytes(compiler.classes().resolve(name.replace('.', '/') + ".class")));
        Apply.Timing applied = Apply.of(target.client(), classes);
        total.add((System.nanoTime() - start) / 1e6);
        for (StageTime stage : compilation.stages()) stages.computeIfAbsent("compiler: " + stage.stage(), s -> new Median()).add(stage.micros() / 1e3);
        applied.stages().forEach((stage, nanos) -> stages.computeIfAbsent("agent: " + stage, s -> new Median()).add(nanos / 1e6));
        Files.writeString(edit.file(), before);
        compiler.update(List.of(edit.file()));
    }
}
