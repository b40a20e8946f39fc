package dev.molt.cli.command;

import dev.molt.cli.compile.IncrementalCompiler;
import dev.molt.cli.compile.Program;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.watch.Root;
import dev.molt.protocol.watch.SourceStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compiles what was saved, with one compiler that stays warm. */
final class SavedSources implements SourceStep, AutoCloseable {
    private final IncrementalCompiler compiler;
    private final Path into;
    /** What may differ from what the compiler has seen: all that was saved since the last update that became live, and may be as before again. */
    private final Set<Path> changed = new HashSet<>();
    private Compiling last;

    private SavedSources(IncrementalCompiler compiler, Path into) {
        this.compiler = compiler;
        this.into = into;
    }

    /** @param into where the class files of live updates go besides, or null */
    static SavedSources of(Program program, ClassPathReport running, Path into) throws IOException {
        return new SavedSources(program.compiler(running, Program.cache()), into);
    }

    @Override
    public Verdict compile(List<Path> saved) throws IOException {
        changed.addAll(saved);
        Compiling compiling = Compiling.again(compiler, changed);
        last = compiling.ok() ? compiling : null;
        return last == null ? compiling.refusal() : null;
    }

    @Override
    public Root output() {
        return new Root(compiler.classes(), Root.Kind.CLASSES);
    }

    /** The verdict, with what was compiled for it. */
    Verdict explain(Verdict verdict) {
        return last == null ? verdict : last.explain(verdict);
    }

    /** The last update is live. */
    void keep() throws IOException {
        changed.clear();
        if (into != null && last != null) last.copyInto(into);
    }

    @Override
    public void close() throws IOException {
        compiler.close();
    }
}
