package dev.molt.test.harness;

import dev.molt.test.inside.Driver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A forked JVM that runs a program of a test and does what the test tells it. */
public final class Target implements AutoCloseable {
    private final Session session;
    private final Jdk jdk;
    private final Path directory;
    private final Process process;
    private final Writer commands;
    private final StringBuffer log = new StringBuffer();
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);

    Target(Session session, Jdk jdk, Path directory, Process process) {
        this.session = session;
        this.jdk = jdk;
        this.directory = directory;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        answers.put("0", new CompletableFuture<>());
        read(process.getInputStream(), "out");
        read(process.getErrorStream(), "err");
    }

    public Jdk jdk() {
        return jdk;
    }

    public long pid() {
        return process.pid();
    }

    /** The folder that is this JVM's alone; its {@code tmp} is the JVM's temp directory. */
    public Path directory() {
        return directory;
    }

    // Talking to the driver

    /** Calls a static method whose parameters are all strings, on a thread of its own; its result as text. */
    public String call(String className, String method, String... arguments) {
        return begin(className, method, arguments).await();
    }

    /** As {@link #call}, without waiting for it. */
    public Running begin(String className, String method, String... arguments) {
        return begin("platform", className, method, arguments);
    }

    /** As {@link #begin}, on a virtual thread. */
    public Running beginVirtual(String className, String method, String... arguments) {
        return begin("virtual", className, method, arguments);
    }

    /** Names of all threads but those that a test's calls run on. */
    public Set<String> threads() {
        return new TreeSet<>(List.of(ask("threads").await().split("\n")));
    }

    /** A call that goes on; the thread that executes it has a name. */
    public final class Running {
        private final String id;
        private final CompletableFuture<String> answer;

        private Running(String id, CompletableFuture<String> answer) {
            this.id = id;
            this.answer = answer;
        }

        public String threadName() {
            return "call-" + id;
        }

        public boolean isDone() {
            return answer.isDone();
        }

        /** The result; what the program threw is thrown as {@link ProgramFailed}. */
        public String await() {
            Await.until("the program answers", Await.LIMIT, answer::isDone, done -> done, () -> log() + stacks());
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof ProgramFailed failed) throw new ProgramFailed(failed.getMessage());
                throw new AssertionError(e.getCause());
            }
        }
    }

    /** What all threads are doing, for the message of a test that waits in vain. */
    private String stacks() {
        try {
            Path out = Files.createTempFile(session.directory(), "threads", ".txt");
            Process jstack = new ProcessBuilder(jdk.home().resolve("bin/jstack").toString(), "-l", Long.toString(pid())).redirectErrorStream(true)
                    .redirectOutput(out.toFile()).start();
            if (!jstack.waitFor(20, TimeUnit.SECONDS)) jstack.destroyForcibly();
            return Files.readString(out);
        } catch (IOException e) {
            return "no stacks: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no stacks: interrupted";
        }
    }

    /** The program threw something. The message is its stack trace. */
    public static final class ProgramFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        ProgramFailed(String trace) {
            super(trace);
        }
    }

    private Running begin(String kind, String className, String method, String... arguments) {
        List<String> words = new ArrayList<>(List.of("call", kind, encode(className), encode(method)));
        for (String argument : arguments) words.add(encode(argument));
        return ask(String.join(" ", words));
    }

    private Running ask(String command) {
        String id = Integer.toString(nextId.getAndIncrement());
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            synchronized (commands) {
                commands.write(id + " " + command + "\n");
                commands.flush();
            }
        } catch (IOException e) {
            throw new AssertionError("the JVM has gone\n" + log(), e);
        }
        return new Running(id, answer);
    }

    void awaitDriver() {
        new Running("0", answers.get("0")).await();
    }

    // Looking at it from outside

    /** What every class of the application is in the VM now. Retransforms them all, as any agent may. */
    public Fingerprint fingerprint() {
        return fingerprint("");
    }

    /** As {@link #fingerprint()}, of the classes whose names start like this. */
    public Fingerprint fingerprint(String prefix) {
        return look("look", prefix.isEmpty() ? "" : " " + prefix);
    }

    /** What every class of the module java.base is in the VM now. */
    public Fingerprint fingerprintOfJdk() {
        return look("look-at-jdk", "");
    }

    private Fingerprint look(String command, String arguments) {
        try {
            Path file = Files.createTempFile(directory, "fingerprint", "");
            Attach.loadAgent(pid(), Layout.observerJar(), command + " " + file + arguments);
            Fingerprint fingerprint = Fingerprint.read(file);
            Files.delete(file);
            return fingerprint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets an agent that is not Molt's retransform every class of the application, changing nothing. */
    public void retransformAll() {
        Attach.loadAgent(pid(), Layout.observerJar(), "retransform");
    }

    /** Lets an agent that is not Molt's give a loaded class other code. */
    public void redefine(String className, Path classFile) {
        Attach.loadAgent(pid(), Layout.observerJar(), "redefine " + className + " " + classFile);
    }

    /** Another agent makes every further redefinition of a class fail. */
    public void spoil(String className) {
        Attach.loadAgent(pid(), Layout.observerJar(), "spoil " + className);
    }

    /** System properties of the JVM, as an attaching process sees them. */
    public Properties properties() {
        return Attach.properties(pid());
    }

    /** Files, sockets and links in the JVM's own folder. */
    public Set<String> files() {
        try {
            return Trees.list(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed to both streams. */
    public String log() {
        return log + (process.isAlive() ? "" : "[exit " + process.exitValue() + "]\n");
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The head of the VM's crash report, where there is one. */
    public Optional<String> crash() {
        for (String name : files()) {
            if (!name.startsWith("hs_err")) continue;
            try {
                String text = Files.readString(directory.resolve(name));
                return Optional.of(text.substring(0, Math.min(text.length(), 8000)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    // Molt

    /**
     * Runs the command line against this JVM with the JDK of the build.
     *
     * @param command the command; the process id follows it
     * @param arguments what follows the process id
     */
    public CliResult molt(String command, Object... arguments) {
        return moltOn(Jdk.ofBuild(), command, arguments);
    }

    /** As {@link #molt}, with another JDK. */
    public CliResult moltOn(Jdk cli, String command, Object... arguments) {
        return beginMoltOn(cli, command, arguments).await();
    }

    /** As {@link #molt}, without waiting for it. */
    public CliRun beginMolt(String command, Object... arguments) {
        return beginMoltOn(Jdk.ofBuild(), command, arguments);
    }

    private CliRun beginMoltOn(Jdk cli, String command, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(command, Long.toString(pid())));
        for (Object argument : arguments) words.add(argument.toString());
        return CliRun.start(session, cli, words);
    }

    /** Loads Molt's agent by attaching, with a folder of its own, unless it is there already. */
    public Target withMolt() {
        String options = String.join(";", Launch.agentOptions()).replace("{dir}", directory.toString());
        Attach.loadAgent(pid(), Layout.agentJar(), options);
        return this;
    }

    /** The agent starts beside the program. */
    void awaitAgent() {
        Await.until("the agent serves, or tells why not", () -> call("java.lang.System", "getProperty", "molt.agent.protocol", "")
                + call("java.lang.System", "getProperty", "molt.agent.failure", ""), told -> !told.isEmpty());
    }

    /** Where the agent says that its socket is. */
    public Path socket() {
        Properties properties = properties();
        String socket = properties.getProperty("molt.agent.socket");
        if (socket == null) throw new AssertionError("no agent: " + properties.getProperty("molt.agent.failure") + "\n" + log());
        return Path.of(socket);
    }

    /** A conversation with the agent, which has to be there. */
    public Client client() {
        return new Client(socket());
    }

    // Its end

    /** Ends the JVM in order, with its shutdown hooks. */
    public int exit() {
        ask("exit");
        Await.until("the JVM ends", Duration.ofSeconds(30), process::isAlive, alive -> !alive, this::log);
        return process.exitValue();
    }

    /** Kills the JVM. A killed one leaves its socket, which goes with it where Molt chose the place. */
    @Override
    public void close() {
        process.destroyForcibly();
        Await.until("the JVM is gone", Duration.ofSeconds(30), process::isAlive, alive -> !alive, this::log);
        try {
            Files.deleteIfExists(Path.of("/tmp/molt-" + Files.getAttribute(directory, "unix:uid"), pid() + ".sock"));
        } catch (IOException | UnsupportedOperationException e) {
            session.note("the socket of " + pid() + " stays: " + e);
        }
    }

    private void read(InputStream stream, String name) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line; (line = lines.readLine()) != null; ) {
                    if (line.startsWith(Driver.MARK)) answered(line.substring(Driver.MARK.length()).split(" ", 3));
                    else log.append(name).append("| ").append(line).append('\n');
                }
            } catch (IOException e) {
                log.append(name).append("| [").append(e).append("]\n");
            }
            if (name.equals("out")) {
                for (CompletableFuture<String> answer : answers.values()) {
                    answer.completeExceptionally(new AssertionError("the JVM has gone\n" + log()));
                }
            }
        }, "target-" + process.pid() + "-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void answered(String[] words) {
        String text = new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8);
        CompletableFuture<String> answer = answers.get(words[0]);
        if (answer == null) return;
        if (words[1].equals("ok")) answer.complete(text);
        else answer.completeExceptionally(new ProgramFailed(text));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
