package dev.molt.test.compile;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Zinc in a process of its own, on the same sources. What it compiled again is told by the times of the class files. */
final class ZincProcess implements AutoCloseable {
    private static final String ANSWER = "zinc: ";

    private final Process process;
    private final OutputStream questions;
    private final BufferedReader answers;
    private final Path classes;

    private ZincProcess(Process process, Path classes) {
        this.process = process;
        this.questions = process.getOutputStream();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.classes = classes;
    }

    /**
     * @param program the peer's source file
     * @param libraries Zinc and what it needs
     * @param options of javac
     */
    static ZincProcess start(Path program, String libraries, Path sources, Path work, List<Path> classPath, List<String> options) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC", "-cp", libraries,
                program.toString(), sources.toString(), classes.toString(), String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList())));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectError(work.resolve("errors").toFile()).start();
        return new ZincProcess(process, classes);
    }

    /** Compiles; whether the sources are right. */
    boolean compile() throws IOException {
        questions.write('\n');
        questions.flush();
        String line;
        while ((line = answers.readLine()) != null && !line.startsWith(ANSWER)) continue;
        if (line == null) throw new IOException("Zinc ended: " + Files.readString(classes.resolveSibling("errors")));
        return !line.equals(ANSWER + "failed");
    }

    /** The folder of the class files. */
    Path classes() {
        return classes;
    }

    /** When each class file was written. */
    Map<String, FileTime> times() throws IOException {
        Map<String, FileTime> times = new HashMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) times.put(classes.relativize(file).toString(), Files.getLastModifiedTime(file));
        }
        return times;
    }

    /** Names of the class files that were written since. */
    Set<String> writtenSince(Map<String, FileTime> before) throws IOException {
        Set<String> written = new TreeSet<>();
        times().forEach((name, time) -> {
            if (!time.equals(before.get(name))) written.add(name);
        });
        return written;
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.onExit().join();
    }
}
