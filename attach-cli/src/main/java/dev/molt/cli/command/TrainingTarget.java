package dev.molt.cli.command;

import dev.molt.cli.attach.Agents;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A JVM to be updated, and the next version of its only class, which differs in one constant. */
final class TrainingTarget implements Closeable {
    /** Bytes of this class file's constant pool, so that one can be made of the other. */
    private static final String VERSION = "version-1";
    private static final String NEXT = "version-2";
    private static final String FILE = TrainingTarget.class.getName().replace('.', '/') + ".class";

    private final Process process;
    private final Path folder;

    private TrainingTarget(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Runs in the JVM to be updated, until its parent closes its input. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(VERSION);
        while (System.in.read() >= 0) Thread.onSpinWait();
    }

    /** Starts it, with a home of its own for the agent's files. */
    static TrainingTarget start() throws IOException {
        Path folder = Files.createTempDirectory("molt-train-");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(List.of(java.toString(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx64m",
                "-XX:+EnableDynamicAgentLoading", "-Duser.home=" + folder, "-cp", Agents.jar().resolveSibling("molt.jar").toString(),
                TrainingTarget.class.getName())).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getInputStream().read();
        return new TrainingTarget(process, folder);
    }

    long pid() {
        return process.pid();
    }

    /** The folder with the next version. */
    Path next() throws IOException {
        Path file = folder.resolve("classes").resolve(FILE);
        Files.createDirectories(file.getParent());
        try (InputStream in = TrainingTarget.class.getResourceAsStream("/" + FILE)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            Files.write(file, bytes.replace(VERSION, NEXT).getBytes(StandardCharsets.ISO_8859_1));
        }
        return folder.resolve("classes");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
