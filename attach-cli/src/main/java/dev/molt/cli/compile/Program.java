package dev.molt.cli.compile;

import dev.molt.cli.CliFailure;
import dev.molt.protocol.source.Sha256;
import dev.molt.protocol.report.ClassPathReport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of a program that runs, as they are to be compiled.
 *
 * @param roots source folders or single files
 * @param processorPath where annotation processors are; empty for the class path of the program
 * @param classPath further entries of the class path
 * @param release the Java release; 0 for that of the running classes
 * @param encoding of the source files; null for UTF-8
 * @param options further options of {@code javac}
 */
public record Program(List<Path> roots, List<Path> processorPath, List<Path> classPath, int release, Charset encoding, List<String> options) {

    public Program {
        roots = roots.stream().map(r -> r.toAbsolutePath().normalize()).toList();
        processorPath = List.copyOf(processorPath);
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
    }

    /**
     * A compiler for it, that compiles as the running classes were compiled, against what the JVM has.
     *
     * @param running the class path of the JVM
     * @param cache where compilers keep what they know
     * @throws CliFailure when this Java can't compile, or there is nothing to compile
     */
    public IncrementalCompiler compiler(ClassPathReport running, Path cache) throws IOException {
        TargetClassPath target = new TargetClassPath(cache.resolve("jars"));
        List<Path> path = new ArrayList<>(classPath);
        path.addAll(target.of(running));
        RunningStyle style = RunningStyle.of(Sources.read(roots), path)
                .orElse(new RunningStyle(running.feature(), false, false, true, true));
        List<String> all = new ArrayList<>(style.options());
        all.addAll(options);
        CompileSettings settings = new CompileSettings(path, target.modules(running), processorPath, release > 0 ? release : style.release(),
                encoding == null ? StandardCharsets.UTF_8 : encoding, all);
        return new IncrementalCompiler(roots, settings, cache.resolve(Sha256.of(roots.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16)));
    }

    /** Where compilers keep what they know: {@code $MOLT_CACHE}, or a folder of the user's cache. */
    public static Path cache() {
        String chosen = System.getenv("MOLT_CACHE");
        if (chosen != null && !chosen.isBlank()) return Path.of(chosen);
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("molt");
    }
}
