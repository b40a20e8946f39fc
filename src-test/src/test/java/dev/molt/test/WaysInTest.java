package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Proc;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** How Molt comes into a JVM, and what of it can be seen there. */
class WaysInTest {

    @LiveUpdate(program = "orders", modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void oneStartHoweverOftenSomebodyComes(Target target, Program program) {
        target.call("orders.App", "order", "100");
        target.molt("attach").expect(0);
        Path socket = target.socket();
        Set<String> threads = moltThreads(target);
        target.molt("attach").expect(0);
        target.withMolt();
        assertEquals(socket, target.socket());
        assertEquals(threads, moltThreads(target), "a second start would have brought threads of its own");
        target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED);
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate(program = "orders")
    void aJvmWithoutAnyOption(Targets targets, Program program) {
        Target target = targets.launch().withoutOptions().classPath(program.version("v1")).start();
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        target.molt("apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED);
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));
    }

    private static Set<String> moltThreads(Target target) {
        return target.threads().stream().filter(name -> name.startsWith("molt")).collect(Collectors.toCollection(TreeSet::new));
    }

    @LiveUpdate(program = "orders")
    void aCommandLineOnEveryOtherJdk(Target target, Program program) {
        target.call("orders.App", "order", "100");
        for (Jdk cli : Jdk.found()) {
            target.moltOn(cli, "apply", program.version("v2"), "--json").expect(0, Outcome.APPLIED);
            target.moltOn(cli, "status").expect(0);
            target.moltOn(cli, "revert").expect(0);
        }
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate(program = "orders", modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void aSocketForTheUserAloneAndNoPort(Target target) throws Exception {
        target.molt("attach").expect(0);
        Path socket = target.socket();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
        assertEquals(Files.getOwner(target.directory()), Files.getOwner(socket.getParent()));
        if (Proc.isHere()) assertEquals(Set.of(), Proc.listeningTcp(target.pid()));
        assertEquals(0, target.exit());
        assertFalse(Files.exists(socket, LinkOption.NOFOLLOW_LINKS), "removed when the JVM ends");
    }

    @LiveUpdate
    void aSocketThatAKilledJvmLeftIsCleanedUp(Targets targets) {
        Path shared = targets.directory().resolve("sockets");
        Target killed = targets.launch().withAgent(Layout.agentJar(), "dir=" + shared).start();
        Path stale = killed.socket();
        killed.close();
        assertTrue(Files.exists(stale, LinkOption.NOFOLLOW_LINKS), "a killed JVM can't clean up");
        Target next = targets.launch().withAgent(Layout.agentJar(), "dir=" + shared).start();
        next.client().status();
        Await.until("the stale socket is gone", () -> Files.exists(stale, LinkOption.NOFOLLOW_LINKS), there -> !there);
        assertTrue(Files.exists(next.socket(), LinkOption.NOFOLLOW_LINKS));
    }

    @LiveUpdate
    void anAgentWithAPlaceOfItsOwnIsFoundWithoutAttaching(Targets targets) throws Exception {
        Path place = targets.directory().resolve("place");
        Target target = targets.launch().args("-XX:+DisableAttachMechanism").withAgent(Layout.agentJar(), "dir=" + place).start();
        Path link = Path.of("/tmp/molt-" + Files.getAttribute(place, "unix:uid"), target.pid() + ".sock");
        assertEquals(place, Files.readSymbolicLink(link).getParent());
        target.molt("status").expect(0);
        Ps ps = targets.molt("ps", "--json").json(Ps.class);
        assertTrue(ps.jvms().stream().anyMatch(jvm -> jvm.pid() == target.pid() && jvm.agent() != null), ps::toString);
        assertEquals(0, target.exit());
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS), "removed when the JVM ends");
    }

    @LiveUpdate(jdks = 17)
    void aJvmByItsName(Targets targets) throws Exception {
        Path arguments = Files.writeString(targets.directory().resolve("arguments"),
                "-cp " + Layout.driverJar() + "\n\"dev.molt.test.inside.Waiting\" # the main class\n");
        Process first = waiting("-Dnumber=1", "@" + arguments);
        try {
            targets.molt("attach", "dev.molt.test.inside.Waiting").expect(0).says(Long.toString(first.pid()));
            targets.molt("status", "Waiting", "--json").expect(0).says("\"pid\": " + first.pid());
            targets.molt("history", "inside.Wai").expect(0);
            Ps named = targets.molt("ps", "inside.Waiting", "--json").json(Ps.class);
            assertEquals(List.of(first.pid()), named.jvms().stream().map(PsLine::pid).toList());
            Process second = waiting("-Dnumber=2", "@" + arguments);
            try {
                targets.molt("apply", "Waiting", targets.directory().toString()).expect(2)
                        .says("more than one", Long.toString(first.pid()), Long.toString(second.pid()));
                targets.molt("status", Long.toString(first.pid())).expect(0);
            } finally {
                second.destroyForcibly().waitFor();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
        targets.molt("attach", "inside.Waiting").expect(5).says("no JVM", "inside.Waiting");
    }

    private static Process waiting(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Jdk.ofBuild().java().toString(), "-Xmx64m"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertEquals('.', process.getInputStream().read(), "it runs");
        return process;
    }

    private record Ps(List<PsLine> jvms) {}

    private record PsLine(long pid, String agent) {}

    @LiveUpdate(program = "orders", modes = {Mode.LATE_ATTACH, Mode.STARTUP_AGENT})
    void theApplicationSeesNothingOfTheEngine(Target target, Program program) throws Exception {
        target.call("orders.App", "order", "100");
        target.molt("apply", program.version("v2")).expect(0);
        Set<String> names = new TreeSet<>(Set.of("org.objectweb.asm.ClassReader", "com.google.gson.Gson",
                "dev.molt.engine.apply.Step",
                "dev.molt.protocol.Wire", "dev.molt.shaded.asm.ClassReader", "dev.molt.shaded.gson.Gson"));
        try (JarFile agent = new JarFile(Layout.agentJar().toFile())) {
            agent.stream().map(entry -> entry.getName()).filter(name -> name.startsWith("engine/") && name.endsWith(".classdata"))
                    .map(name -> name.substring("engine/".length(), name.length() - ".classdata".length()).replace('/', '.'))
                    .filter(name -> !name.contains("-")).forEach(names::add);
        }
        assertTrue(names.size() > 100, "the engine is in the agent's jar: " + names.size());
        assertEquals("", target.call("dev.molt.test.inside.Loaders", "visible", String.join(",", names)));
    }

    @LiveUpdate
    void whyAttachingFailsAndWhatToDo(Targets targets) throws Exception {
        Target noDynamic = targets.launch().args("-XX:-EnableDynamicAgentLoading").start();
        noDynamic.molt("attach").expect(5).says("EnableDynamicAgentLoading", "-javaagent");
        assertTrue(noDynamic.isRunning());
        noDynamic.close();

        Target noAttach = targets.launch().args("-XX:+DisableAttachMechanism").start();
        noAttach.molt("status").expect(5).says("DisableAttachMechanism", "-javaagent");
        assertTrue(noAttach.isRunning(), "asking must not end it");
        noAttach.close();

        Path file = Files.createFile(targets.directory().resolve("a-file"));
        Target noTemp = targets.launch().args("-Djava.io.tmpdir=" + file).start();
        var tried = noTemp.molt("attach");
        if (tried.exit() != 0) tried.expect(5).says(file.toString());
        assertTrue(noTemp.isRunning());
    }

    @LiveUpdate
    void aJvmStartedWithTheAgentNeedsNoAttaching(Targets targets) throws Exception {
        Target target = targets.launch().args("-XX:-EnableDynamicAgentLoading").withAgent().start();
        target.molt("status").expect(0);
        Target closed = targets.launch().args("-XX:+DisableAttachMechanism").withAgent(Layout.agentJar(), "").start();
        closed.molt("status").expect(0);
    }

    /** The agent starts beside the program, which may be over before that. */
    @LiveUpdate
    void aProgramThatEndsAtOnceIsNotHeldUp(Targets targets, Jdk jdk) throws Exception {
        Path program = Javac.standard().compile("short", "package app; public class Short { public static void main(String[] args) { System.out.print(args[0]); } }");
        for (int run = 0; run < 5; run++) {
            Path output = targets.directory().resolve("output-" + run);
            Process process = new ProcessBuilder(jdk.java().toString(), "-javaagent:" + Layout.agentJar() + "=dir=" + targets.directory().resolve("sockets"),
                    "-cp", program.toString(), "app.Short", "done").redirectErrorStream(true).redirectOutput(output.toFile()).start();
            assertEquals(0, process.waitFor());
            assertEquals("done", Files.readString(output));
        }
    }

    @LiveUpdate(jdks = 17)
    void whatIsNotAJvmIsToldSo(Targets targets) throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            targets.molt("status", Long.toString(sleep.pid())).expect(5).says("not a Java");
            assertTrue(sleep.isAlive(), "asking must not end it");
        } finally {
            sleep.destroyForcibly().waitFor();
        }
        targets.molt("status", Long.toString(sleep.pid())).expect(5).says("no process");
    }

    @LiveUpdate(jdks = 17)
    void runtimesWithoutTheModulesForIt(Targets targets, Jdk jdk) {
        Target bare = targets.launch(jdk.linked("java.base")).start();
        bare.molt("attach").expect(5).says("java.instrument", "jlink");
        assertTrue(bare.isRunning());
        bare.close();
        // A command line on a runtime without the attach API finds another way or tells what it needs.
        Target target = targets.start();
        var tried = target.moltOn(jdk.linked("java.base", "java.logging", "java.net.http", "java.instrument", "java.management",
                "jdk.unsupported"), "attach");
        if (tried.exit() != 0) tried.expect(5).says("jdk.attach", "JDK");
        assertTrue(target.isRunning());
    }

    @LiveUpdate
    void anotherUsersJvm(Targets targets) throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.isExecutable(setpriv), "needs root and setpriv");
        Target target = targets.start();
        Path jar = Files.createTempDirectory("molt-other-user");
        try {
            Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path molt = Files.copy(Layout.moltJar(), jar.resolve("molt.jar"));
            Files.copy(Layout.agentJar(), jar.resolve("molt-agent.jar"));
            Path out = jar.resolve("out");
            Process process = new ProcessBuilder(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups",
                    Jdk.ofBuild().java().toString(), "-jar", molt.toString(), "status", Long.toString(target.pid()))
                    .directory(jar.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
            assertEquals(5, process.waitFor(), () -> read(out));
            assertTrue(read(out).contains("root"), () -> "names the user: " + read(out));
        } finally {
            Trees.delete(jar);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
