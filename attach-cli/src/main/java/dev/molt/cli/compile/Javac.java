package dev.molt.cli.compile;

import com.sun.source.util.JavacTask;
import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Runs the compiler of this JDK in this process (JSR 199). Keeps what can be kept from run to run. */
final class Javac implements AutoCloseable {
    private final CompileSettings settings;
    private final boolean processing;
    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;

    /**
     * @param processing whether annotation processors run
     * @throws CliFailure when this Java has no compiler, or can't compile for the release
     */
    Javac(CompileSettings settings, boolean processing) throws IOException {
        this.settings = settings;
        this.processing = processing;
        compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CliFailure(ExitCode.USAGE, "this Java has no compiler: " + System.getProperty("java.home"), "run molt with a JDK");
        }
        if (settings.release() > Runtime.version().feature()) {
            throw new CliFailure(ExitCode.USAGE, "the program is compiled for Java " + settings.release() + ", and molt runs on Java "
                    + Runtime.version().feature(), "run molt with JDK " + settings.release() + " or newer: set JAVA_HOME");
        }
        files = compiler.getStandardFileManager(null, Locale.ROOT, settings.encoding());
        files.setLocation(StandardLocation.CLASS_PATH, existing(settings.classPath()));
        // Nothing is found beside what is given. Of a module, the compiler wants to find it there, unless there is no such place at all.
        if (settings.modular()) files.setLocation(StandardLocation.MODULE_PATH, existing(settings.modulePath()));
        else files.setLocation(StandardLocation.SOURCE_PATH, List.of());
        if (processing) files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, existing(settings.processors()));
    }

    private static List<File> existing(List<Path> paths) {
        return paths.stream().filter(Files::exists).map(Path::toFile).toList();
    }

    /**
     * Compiles.
     *
     * @param sources paths of the files
     * @param known class files of the program that are not compiled, by internal name
     * @param hidden internal names of the program's classes
     */
    JavacRun compile(Collection<String> sources, Map<String, Supplier<byte[]>> known, Set<String> hidden) {
        ProgramFiles program = new ProgramFiles(files, known, hidden, settings.modular());
        StringWriter text = new StringWriter();
        Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromFiles(sources.stream().map(File::new).toList());
        JavacTask task = (JavacTask) compiler.getTask(text, program, null, options(), null, units);
        UseListener listener = new UseListener(task);
        task.addTaskListener(listener);
        boolean ok = task.call();
        JavacOutput said = new JavacOutput(text.toString());
        List<CompileError> errors = said.errors();
        if (!ok && errors.isEmpty()) errors = List.of(new CompileError(null, 0, 0, "the compiler failed", "the compiler failed: " + text));
        return new JavacRun(errors, said.warnings(), program.written(), program.origins(), listener.uses(), listener.packages(),
                program.resources());
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("-Xmaxerrs", "100000", "-implicit:none"));
        boolean preview = settings.options().contains("--enable-preview");
        if (settings.release() != Runtime.version().feature() || preview) options.addAll(List.of("--release", Integer.toString(settings.release())));
        if (!processing) options.add("-proc:none");
        else if (Runtime.version().feature() >= 21) options.add("-proc:full");
        options.addAll(settings.options());
        return options;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
