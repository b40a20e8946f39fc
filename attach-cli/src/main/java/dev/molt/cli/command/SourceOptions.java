package dev.molt.cli.command;

import dev.molt.cli.compile.Program;
import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of an update that begins with source files. */
final class SourceOptions {
    @Option(names = "--source", paramLabel = "SRC", order = 5,
            description = "Compile first: a source folder (the one that holds the top packages), or single .java files. What changed since the last "
                    + "time is compiled, and what that affects, against the class path of the JVM and as its classes were compiled. May be "
                    + "repeated; then no NEW is given.")
    private List<Path> sources = new ArrayList<>();

    @Option(names = "--processor-path", paramLabel = "PATH", order = 6, description = "Where annotation processors are (default: the class path of the JVM).")
    private String processorPath;

    @Option(names = "--class-path", paramLabel = "PATH", order = 6, description = "What the sources need besides the class path of the JVM.")
    private String classPath;

    @Option(names = "--release", paramLabel = "N", order = 6, description = "Java release to compile for (default: that of the running classes).")
    private int release;

    @Option(names = "--encoding", paramLabel = "NAME", order = 6, description = "Encoding of the source files (default: UTF-8).")
    private Charset encoding;

    @Option(names = "--javac-option", paramLabel = "OPTION", order = 6, description = "A further option of javac, such as -parameters. May be repeated.")
    private List<String> options = new ArrayList<>();

    @Option(names = "--into", paramLabel = "DIR", order = 6,
            description = "Copy the class files of an update that was applied into this class folder (default: they are kept in Molt's cache alone).")
    private Path into;

    boolean given() {
        return !sources.isEmpty();
    }

    Path into() {
        return into;
    }

    List<Path> sources() {
        return sources;
    }

    Program program() {
        return new Program(sources, entries(processorPath), entries(classPath), release, encoding, options);
    }

    private static List<Path> entries(String path) {
        if (path == null) return List.of();
        return Stream.of(path.split(Pattern.quote(File.pathSeparator))).filter(entry -> !entry.isEmpty()).map(Path::of).toList();
    }
}
