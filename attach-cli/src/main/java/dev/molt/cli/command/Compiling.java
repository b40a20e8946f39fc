package dev.molt.cli.command;

import dev.molt.cli.compile.Compilation;
import dev.molt.cli.compile.CompileError;
import dev.molt.cli.compile.IncrementalCompiler;
import dev.molt.cli.compile.Program;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.CompiledSource;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.report.StageTime;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The part of an update that comes before the update itself when it begins with source files. */
final class Compiling {
    private final Compilation compilation;
    private final Path classes;

    private Compiling(Compilation compilation, Path classes) {
        this.compilation = compilation;
        this.classes = classes;
    }

    static Compiling of(Program program, ClassPathReport running) throws IOException {
        try (IncrementalCompiler compiler = program.compiler(running, Program.cache())) {
            return new Compiling(compiler.compile(), compiler.classes());
        }
    }

    /** Compiles with a compiler that is there what changed since it last did. */
    static Compiling again(IncrementalCompiler compiler, Set<Path> changed) throws IOException {
        return new Compiling(compiler.update(changed), compiler.classes());
    }

    boolean ok() {
        return compilation.ok();
    }

    /** The folder of the class files. */
    Path classes() {
        return classes;
    }

    /** Names of the classes whose sources are gone since they were last compiled. */
    Set<String> removed() {
        return compilation.removed();
    }

    /** The verdict on sources that don't compile. */
    Verdict refusal() {
        List<Finding> findings = new ArrayList<>();
        for (CompileError e : compilation.errors()) findings.add(new Finding(Severity.REFUSAL, null, null, null, e.text(), null));
        String errors = findings.size() == 1 ? "1 error" : findings.size() + " errors";
        return Verdict.refusedWith("the sources don't compile (" + errors + "); nothing was touched", findings);
    }

    /** A verdict, with what was compiled for it and why. */
    Verdict explain(Verdict verdict) {
        List<Finding> findings = new ArrayList<>(verdict.findings());
        for (CompileError w : compilation.warnings()) findings.add(new Finding(Severity.WARNING, null, null, null, w.text(), null));
        List<CompiledSource> sources = new ArrayList<>();
        compilation.compiled().forEach((file, because) -> sources.add(new CompiledSource(file, because)));
        List<StageTime> stages = new ArrayList<>();
        stages.add(new StageTime("compile", compilation.stages().stream().mapToLong(StageTime::micros).sum()));
        stages.addAll(verdict.stages());
        return new Verdict(verdict.updateId(), verdict.outcome(), verdict.summary(), verdict.plan() == null ? null : verdict.plan().with(sources),
                findings, stages, verdict.oldFrames(), verdict.confirmBefore());
    }

    /** Copies all class files into another class folder. */
    void copyInto(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(classes.relativize(file).toString());
                if (Files.exists(to) && Files.mismatch(file, to) < 0) continue;
                Files.createDirectories(to.getParent());
                Path next = to.resolveSibling(to.getFileName() + ".new");
                Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
                Files.move(next, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
