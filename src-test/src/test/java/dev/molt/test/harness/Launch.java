package dev.molt.test.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a JVM is started; ended by {@link #start()}. */
public final class Launch {
    private static final String DIRECTORY = "{dir}";

    private final Session session;
    private final Jdk jdk;
    private final List<Path> classPath = new ArrayList<>();
    private final List<Path> modulePath = new ArrayList<>();
    private final List<String> jvmArgs = new ArrayList<>();
    private final List<String> mainArgs = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> main = List.of("dev.molt.test.inside.Driver");
    private boolean driverOnClassPath = true;
    private boolean bare;

    Launch(Session session, Jdk jdk) {
        this.session = session;
        this.jdk = jdk;
    }

    public Launch classPath(Path... entries) {
        classPath.addAll(List.of(entries));
        return this;
    }

    /** These modules become root modules. */
    public Launch modulePath(String rootModule, Path... entries) {
        modulePath.addAll(List.of(entries));
        return args("--add-modules", rootModule);
    }

    /** Arguments of the JVM; {@code {dir}} stands for the target's own folder. */
    public Launch args(String... more) {
        jvmArgs.addAll(List.of(more));
        return this;
    }

    public Launch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts Molt's agent with the JVM, with a folder of its own. */
    public Launch withAgent(String... options) {
        return args("-javaagent:" + Layout.agentJar() + "=" + String.join(";", agentOptions(options)));
    }

    /** Starts another agent with the JVM. */
    public Launch withAgent(Path jar, String options) {
        return args("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
    }

    /** Nothing but the class path: the VM has no arguments then. */
    public Launch withoutOptions() {
        bare = true;
        return this;
    }

    /** Starts an executable jar, whose main class has to be the driver's. */
    public Launch jar(Path jar) {
        main = List.of("-jar", jar.toString());
        driverOnClassPath = false;
        return this;
    }

    static List<String> agentOptions(String... options) {
        List<String> all = new ArrayList<>(List.of("dir=" + DIRECTORY + "/molt", "audit=" + DIRECTORY + "/audit.jsonl"));
        all.addAll(List.of(options));
        return all;
    }

    /** The JVM, once its driver answers. */
    public Target start() {
        try {
            Path directory = Files.createTempDirectory(Layout.work(), "jvm");
            Files.createDirectory(directory.resolve("tmp"));
            ProcessBuilder builder = new ProcessBuilder(command(directory)).directory(directory.toFile());
            builder.environment().keySet().removeIf(name -> name.equals("JAVA_TOOL_OPTIONS") || name.equals("JDK_JAVA_OPTIONS"));
            environment.forEach((name, value) -> builder.environment().put(name, value.replace(DIRECTORY, directory.toString())));
            Target target = new Target(session, jdk, directory, builder.start());
            session.add(target);
            target.awaitDriver();
            if (jvmArgs.stream().anyMatch(argument -> argument.startsWith("-javaagent:" + Layout.agentJar()))) target.awaitAgent();
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path directory) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        if (!bare) command.addAll(List.of("-Xmx192m", "-Djava.io.tmpdir={dir}/tmp", "-XX:ErrorFile={dir}/hs_err_%p.log"));
        if (!bare && jvmArgs.stream().noneMatch(argument -> argument.matches("-XX:\\+Use.*GC"))) command.add("-XX:+UseSerialGC");
        command.addAll(jvmArgs);
        if (driverOnClassPath) {
            List<String> entries = new ArrayList<>(List.of(Layout.driverJar().toString()));
            for (Path entry : classPath) entries.add(entry.toString());
            command.addAll(List.of("-cp", String.join(":", entries)));
        }
        if (!modulePath.isEmpty()) {
            command.addAll(List.of("-p", String.join(":", modulePath.stream().map(Path::toString).toList())));
        }
        command.addAll(main);
        command.addAll(mainArgs);
        return command.stream().map(word -> word.replace(DIRECTORY, directory.toString())).toList();
    }
}
