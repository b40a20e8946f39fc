package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.molt.protocol.Message;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.test.harness.CliResult;
import dev.molt.test.harness.FakeAgent;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the command ends, once for each code, and how it answers to what nobody can mean. */
class ExitCodesTest {

    @LiveUpdate(program = "orders", jdks = 17)
    void everyDocumentedCode(Target target, Program program, Targets targets) throws IOException {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Path v2 = program.version("v2");
        target.molt("plan", v2).expect(0);
        target.molt("apply", v2).expect(0).says("applied");
        target.molt("apply", v2).expect(0).says("nothing to do");
        target.molt("apply", program.version("crash"), "--probe", "false", "--probe-timeout", "500ms").expect(4).says("reverted");
        target.molt("revert", "u99").expect(3).says("u99");
        target.molt("revert").expect(0).says("took back");
        target.molt("revert").expect(3);
        target.molt("confirm").expect(3);
        target.molt("show", "u99").says("u99");
        String free = Long.toString(unusedPid());
        targets.molt("status", free).expect(5).says(free);
    }

    @LiveUpdate(jdks = 17)
    void usage(Target target, Targets targets) {
        targets.molt("no-such-command").expect(2).says("no-such-command");
        targets.molt("apply").expect(2).says("PID");
        targets.molt("apply", "12").expect(2).says("NEW", "--source");
        targets.molt("status", "no.such.Program").expect(5).says("no.such.Program");
        target.molt("apply", targets.directory(), "--probe-timeout", "soon").expect(2).says("soon");
        target.molt("apply", targets.directory().resolve("missing")).expect(2).says("missing");
        target.molt("apply", targets.directory(), "--no-such-option").expect(2).says("--no-such-option");
        CliResult help = targets.molt("--help").expect(0);
        for (String command : new String[] {"ps", "attach", "status", "plan", "apply", "confirm", "revert", "history", "show",
                "audit", "agent", "demo"}) {
            help.says(command);
        }
        targets.molt("apply", "--help").expect(0).says("--from", "--probe", "--confirm-within", "--wait-old");
        targets.molt("--version").expect(0);
        assertTrue(targets.molt("agent").expect(0).out().trim().endsWith("molt-agent.jar"));
        targets.molt("ps").expect(0).says(Long.toString(target.pid()));
    }

    @LiveUpdate(program = "orders", jdks = 17)
    void everyCommandHasJson(Target target, Program program, Targets targets) {
        target.call("orders.App", "order", "100");
        String id = target.molt("apply", program.version("v2"), "--json").expect(0).verdict().updateId();
        for (String command : new String[] {"status", "history", "show", "audit", "attach"}) {
            assertTrue(target.molt(command, "--json").expect(0).json(JsonObject.class).size() > 0, command);
        }
        assertEquals(id, target.molt("show", "--json").json(UpdateRecord.class).summary().id());
        JsonElement jvms = targets.molt("ps", "--json").expect(0).json(JsonElement.class);
        assertTrue(jvms.toString().contains(Long.toString(target.pid())), jvms::toString);
        assertTrue(targets.molt("agent", "--json").expect(0).json(JsonElement.class).toString().contains("molt-agent.jar"));
        CliResult refused = target.molt("revert", "u99", "--json").expect(3);
        assertTrue(refused.json(JsonObject.class).toString().contains("u99"), refused::toString);
        target.molt("status").expect(0);
        CliResult plain = target.molt("history").expect(0);
        assertFalse(plain.out().contains("\u001b"), "colours only on a terminal");
    }

    @LiveUpdate(jdks = 17)
    void agentsOfOtherVersionsAndFaultyOnes(Target target, Targets targets) throws IOException {
        target.withMolt();
        try (FakeAgent faulty = new FakeAgent(targets.directory().resolve("faulty.sock"), wire -> {
            welcome(wire, Message.PROTOCOL, "0.1.0");
            wire.receive();
            wire.send(new Message.Failure(true, "the engine broke", "report it"));
        })) {
            impersonate(target, faulty);
            target.molt("status").expect(1).says("the engine broke", "report it");
        }
        try (FakeAgent older = new FakeAgent(targets.directory().resolve("older.sock"),
                wire -> welcome(wire, Message.PROTOCOL + 1, "9.8.7"))) {
            impersonate(target, older);
            target.molt("status").expect(5).says("9.8.7", "restart the JVM");
        }
        try (FakeAgent silent = new FakeAgent(targets.directory().resolve("dead.sock"), Wire::close)) {
            impersonate(target, silent);
            target.molt("status").expect(5);
        }
    }

    private static void welcome(Wire wire, int protocol, String version) throws IOException {
        wire.receive(Message.Hello.class);
        wire.send(new Message.Welcome(protocol, version, 1, "a fake"));
    }

    /** The command line finds the socket by the link that the agent left. */
    private static void impersonate(Target target, FakeAgent agent) throws IOException {
        Path link = Path.of("/tmp/molt-" + Files.getAttribute(target.directory(), "unix:uid"), target.pid() + ".sock");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, agent.socket());
    }

    private static long unusedPid() throws IOException {
        Process process = new ProcessBuilder("true").start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return process.pid();
    }
}
