package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Await;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent's options, from all places where they may stand. */
class AgentOptionsTest {

    @LiveUpdate(jdks = 17)
    void theStringWinsOverTheEnvironmentAndThatOverTheFile(Targets targets) throws IOException {
        Path folder = Files.createDirectories(targets.directory().resolve("classes"));
        Files.writeString(folder.resolve("molt.properties"), "dir=" + targets.directory() + "/file\naudit=" + targets.directory() + "/file.jsonl\nwatch=true\n");
        Target file = targets.launch().classPath(folder).withAgent(Layout.agentJar(), "").start();
        assertEquals(targets.directory().resolve("file"), file.socket().getParent());
        Await.until("it watches", file::log, log -> log.contains("molt: watching " + folder));
        Target environment = targets.launch().classPath(folder).environment("MOLT_OPTIONS", "dir=" + targets.directory() + "/environment;watch=false")
                .withAgent(Layout.agentJar(), "").start();
        assertEquals(targets.directory().resolve("environment"), environment.socket().getParent());
        assertTrue(environment.molt("status").expect(0).out().contains(targets.directory() + "/file.jsonl"), "an option that only the file has");
        assertFalse(environment.log().contains("molt:"), environment::log);
        Target string = targets.launch().classPath(folder).environment("MOLT_OPTIONS", "watch=false;dir=" + targets.directory() + "/environment")
                .withAgent(Layout.agentJar(), "dir=" + targets.directory() + "/string").start();
        assertEquals(targets.directory().resolve("string"), string.socket().getParent());
    }

    @LiveUpdate
    void wrongOptionsAreToldAndTheProgramRuns(Targets targets) throws IOException {
        Path folder = Files.createDirectories(targets.directory().resolve("classes"));
        Path file = Files.writeString(folder.resolve("molt.properties"), "wach=true\n");
        Target target = targets.launch().classPath(folder).withAgent(Layout.agentJar(), "").start();
        told(target, "molt: the agent could not start: the option \"wach=true\" in " + file + " is not known: there are");
        target.molt("attach").expect(5).says("wach=true");
        Files.writeString(file, "");
        target.molt("attach").expect(0);
        Target environment = targets.launch().environment("MOLT_OPTIONS", "slots;rehearse=perhaps").withAgent(Layout.agentJar(), "").start();
        told(environment, "\"rehearse=perhaps\" in the environment variable MOLT_OPTIONS is on or off");
        Target missing = targets.launch().withAgent(Layout.agentJar(), "config=" + folder.resolve("none")).start();
        told(missing, "in the agent's options can't be read");
    }

    /** The agent starts beside the program. */
    private static void told(Target target, String text) {
        Await.until("it is told", target::log, log -> log.contains(text));
    }

    @LiveUpdate
    void toolsOfTheJdkAreLeftAlone(Targets targets, Jdk jdk) throws Exception {
        Path source = Files.writeString(targets.directory().resolve("Some.java"), "class Some { public static void main(String[] a) { System.out.print(\"runs\"); } }");
        Path out = targets.directory().resolve("javac.out");
        List<String> javac = List.of(jdk.javac().toString(), "-d", targets.directory().toString(), source.toString());
        assertEquals(0, withTool(javac, out, targets), () -> read(out));
        assertFalse(read(out).contains("molt"), () -> read(out));
        assertEquals(0, withTool(List.of(jdk.java().toString(), "-cp", targets.directory().toString(), "Some"), out, targets), () -> read(out));
        assertTrue(read(out).contains("runs"), () -> read(out));
    }

    /** Runs a program that gets the agent by the environment, as all that a shell starts. */
    private static int withTool(List<String> command, Path out, Targets targets) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).directory(targets.directory().toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-javaagent:" + Layout.agentJar() + "=dir=" + targets.directory().resolve("sockets"));
        builder.environment().put("MOLT_OPTIONS", "watch");
        return builder.start().waitFor();
    }

    /** Without the line in which the JVM tells the variable. */
    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("Picked up JAVA_TOOL_OPTIONS.*\n", "");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
