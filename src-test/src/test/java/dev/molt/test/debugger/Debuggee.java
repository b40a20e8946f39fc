package dev.molt.test.debugger;

import dev.molt.test.harness.Await;
import dev.molt.test.harness.Launch;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM with Molt's agent that waits for a debugger, and the class folder that an IDE would build into. */
record Debuggee(Target target, Path classes, int port) {
    private static final Pattern LISTENING = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    /** Starts it with version {@code v1} in the folder. */
    static Debuggee start(Targets targets, Program program, String... jvmArgs) throws IOException {
        Path classes = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        return start(targets.launch().classPath(classes).args(jvmArgs), classes);
    }

    static Debuggee start(Launch launch, Path classes) {
        Target target = launch.args("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0").withAgent().start();
        String port = Await.until("the JVM tells its port", target::log, log -> LISTENING.matcher(log).find());
        Await.until("the agent is ready for a debugger", () -> target.call("java.lang.System", "getProperty", "molt.agent.debugger"), "ready"::equals);
        Matcher matcher = LISTENING.matcher(port);
        if (!matcher.find()) throw new AssertionError(port);
        return new Debuggee(target, classes, Integer.parseInt(matcher.group(1)));
    }

    /** What an IDE's build does: other class files in the same folder. */
    Debuggee build(Path version) {
        try {
            for (Path file : Trees.classFiles(version)) {
                Path to = classes.resolve(version.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class file that is in the folder now. */
    byte[] classFile(String className) {
        try {
            return Files.readAllBytes(classes.resolve(className.replace('.', '/') + ".class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
