package dev.molt.cli.attach;

import dev.molt.cli.CliFailure;
import dev.molt.cli.attach.AttachedVm.AgentNotLoaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Attaches to a JVM, and tells apart all the ways in which that fails. */
final class AgentLoader {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration STARTING = Duration.ofSeconds(5);
    private static final String SOCKET = "molt.agent.socket";
    private static final String FAILURE = "molt.agent.failure";

    private final TargetProcess process;

    AgentLoader(TargetProcess process) {
        this.process = process;
    }

    /** Where an agent listens that is there already, or null. Loads nothing. */
    AgentSocket find() {
        return attached(vm -> socket(vm.systemProperties()));
    }

    /**
     * Where the agent listens that is there already, or is now loaded. Loading it once more does nothing, and takes less time than
     * asking a young JVM for its system properties.
     */
    AgentSocket findOrLoad(Path jar, String options) {
        return attached(vm -> {
            CliFailure obstacle = obstacle(jar);
            if (obstacle != null) {
                AgentSocket present = socket(vm.systemProperties());
                if (present != null && present.exists()) return present;
                throw obstacle;
            }
            vm.load(jar, options);
            AgentSocket usual = AgentSocket.byConvention(process);
            if (usual.exists()) return usual;
            Properties properties = vm.systemProperties();
            String failure = properties.getProperty(FAILURE);
            if (failure != null) throw AttachFailures.agentFailed(process.pid(), failure);
            AgentSocket socket = socket(properties);
            if (socket == null) throw AttachFailures.agentIgnored(process.pid());
            return socket;
        });
    }

    private AgentSocket socket(Properties properties) {
        String path = properties.getProperty(SOCKET);
        return path == null ? null : AgentSocket.published(process, path);
    }

    private <T> T attached(Work<T> work) {
        requireAttachable();
        try {
            return TimeLimit.call(LIMIT, () -> {
                try (AttachedVm vm = attach()) {
                    return work.with(vm);
                }
            });
        } catch (TimeoutException e) {
            throw noAnswer(e);
        } catch (ExecutionException e) {
            throw explain(e.getCause());
        }
    }

    private AttachedVm attach() throws Exception {
        AttachedVm begun = EarlyAttach.take(process.pid());
        return begun != null ? begun : attachNow();
    }

    /**
     * Attaches, unless something is in the way or there is an agent already.
     *
     * @return null when it did not
     */
    AttachedVm attachEarly() throws IOException {
        boolean waits = TargetProcess.procfs() && !Files.exists(attachSocket()) && !process.catchesQuit();
        if (waits || process.stopped() || unattachable() != null || AgentSocket.byConvention(process).exists()) return null;
        return attachNow();
    }

    private AttachedVm attachNow() throws IOException {
        if (!jdkAttach()) return EmulatedAttach.attach(process.pid());
        AttachedVm direct = DirectAttach.attach(process);
        return direct != null ? direct : JdkAttach.attach(process.pid());
    }

    /** Asked here, as {@link JdkAttach} can't even be verified without that module. */
    private static boolean jdkAttach() {
        return ModuleLayer.boot().findModule("jdk.attach").isPresent();
    }

    /** What can be seen without sending a signal: a process that does not expect that signal would die of it. */
    private void requireAttachable() {
        if (!TargetProcess.procfs()) return;
        CliFailure obstacle = unattachable();
        if (obstacle != null) throw obstacle;
        if (!Files.exists(attachSocket())) requireSignalHandler();
    }

    private CliFailure unattachable() {
        if (!TargetProcess.procfs()) return null;
        if (process.jvmLibrary() == null) return AttachFailures.notJava(process);
        return JavaCommand.of(process).flag("DisableAttachMechanism", true) ? AttachFailures.attachDisabled(process.pid()) : null;
    }

    /** A JVM that has just been started has none for a moment. */
    private void requireSignalHandler() {
        long end = System.nanoTime() + STARTING.toNanos();
        while (!process.catchesQuit()) {
            if (System.nanoTime() > end) throw AttachFailures.quitNotCaught(process.pid());
            if (TargetProcess.find(process.pid()) == null) throw AttachFailures.noSuchProcess(process.pid());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** HotSpot's own socket, there once somebody has attached. */
    private Path attachSocket() {
        return process.resolve(Path.of("/tmp")).resolve(".java_pid" + process.ownPid());
    }

    /** What keeps the agent from being loaded, or null. Byte Buddy's attach does not tell the second refusal from success. */
    private CliFailure obstacle(Path jar) throws IOException {
        Path seen = process.resolve(jar);
        boolean differentUser = process.uid() != Users.self() && process.uid() != Users.ROOT;
        if (!Files.isReadable(seen) || differentUser && !readableByAll(seen)) return AttachFailures.agentUnreadable(process, jar);
        boolean disabled = JavaCommand.of(process).flag("EnableDynamicAgentLoading", false);
        return disabled ? AttachFailures.dynamicLoadingDisabled(process.pid()) : null;
    }

    private static boolean readableByAll(Path file) throws IOException {
        for (Path part = file.toRealPath(); part != null; part = part.getParent()) {
            boolean folder = Files.isDirectory(part);
            int needed = folder ? 1 : 4;
            if (((Integer) Files.getAttribute(part, "unix:mode") & needed) == 0) return false;
        }
        return true;
    }

    private CliFailure explain(Throwable cause) {
        if (cause instanceof CliFailure failure) return failure;
        if (TargetProcess.find(process.pid()) == null) return AttachFailures.noSuchProcess(process.pid());
        String message = String.valueOf(cause.getMessage());
        if (message.contains("does not support the attach mechanism")) return AttachFailures.attachDisabled(process.pid());
        if (message.contains("Dynamic agent loading is not enabled")) return AttachFailures.dynamicLoadingDisabled(process.pid());
        if (message.contains("java.instrument")) return AttachFailures.noInstrumentModule(process.pid());
        if (message.contains("doesn't respond within") || message.contains("did not respond")) return noAnswer(cause);
        if (cause instanceof AgentNotLoaded) return AttachFailures.agentRefused(process.pid(), cause);
        if (!jdkAttach()) return AttachFailures.noAttachModule(process.pid(), cause);
        return noAnswer(cause);
    }

    /** A JVM that can't make its socket is silent too. */
    private CliFailure noAnswer(Throwable cause) {
        Path folder = process.resolve(Path.of("/tmp"));
        try {
            Path file = Files.createTempFile(folder, ".molt-", null);
            try {
                Files.writeString(file, "room for a file");
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return AttachFailures.temporaryDirectory(process.pid(), folder, e);
        }
        return AttachFailures.noAnswer(process.pid(), cause);
    }

    /** What is to be done while attached. */
    private interface Work<T> {
        T with(AttachedVm vm) throws IOException, AgentNotLoaded;
    }
}
