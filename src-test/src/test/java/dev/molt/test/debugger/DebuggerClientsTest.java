package dev.molt.test.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.VirtualMachineManager;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.nio.file.Path;
import java.util.List;

/** Reloads of other debuggers than the JDK's JDI. */
class DebuggerClientsTest {
    private static final String V1 = "v1 6 help1";
    private static final String V2 = "v2 17 12 help2 extra";

    @LiveUpdate(program = "desk")
    void jdb(Targets targets, Program program) throws Exception {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        try (Jdb jdb = new Jdb(targets.jdk(), debuggee.port())) {
            debuggee.build(program.version("v3"));
            Path desk = debuggee.classes().resolve("desk/Desk.class");
            String refused = jdb.execute("redefine desk.Desk " + desk);
            assertTrue(refused.contains("schema change not implemented"), refused);
            debuggee.build(program.version("v2"));
            String said = jdb.execute("redefine desk.Desk " + desk);
            assertFalse(said.contains("Error"), said);
            assertEquals(V2, target.call("desk.App", "answer", "5"));
        }
    }

    @LiveUpdate(program = "desk")
    void eclipse(Targets targets, Program program) throws Throwable {
        VirtualMachineManager eclipse = EclipseJdi.load(targets.directory());
        AtABreakpoint.reload(Debuggee.start(targets, program), program, port -> EclipseJdi.patient(Jdi.attach(eclipse, port)));
    }

    @LiveUpdate(program = "desk")
    void visualStudioCode(Targets targets, Program program) throws Exception {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        try (DebugAdapter code = new DebugAdapter(debuggee)) {
            code.attach();
            code.breakpoints("Desk.java", "desk.Desk", 8);
            Target.Running call = target.begin("desk.App", "locked", "5");
            assertEquals(List.of("Desk.answer:8"), code.stopped(1));
            debuggee.build(program.version("v2"));
            assertEquals(List.of("desk.Desk", "desk.Help"), code.redefine("desk.Desk", "desk.Help"));
            code.breakpoints("Desk.java", "desk.Desk", 10, 17);
            code.goOn();
            assertEquals(V1.replace("help1", "help2"), call.await(), "the old frame ends as old code");
            Target.Running second = target.begin("desk.App", "answer", "5");
            assertEquals(List.of("Desk.answer:10"), code.stopped(1));
            code.goOn();
            List<String> stack = code.stopped(10);
            assertTrue(stack.get(0).matches("Desk\\$Molt\\d+\\.more:17"), stack::toString);
            assertTrue(stack.contains("Desk.answer:12"), stack::toString);
            code.breakpoints("Desk.java", "desk.Desk");
            code.goOn();
            assertEquals(V2, second.await());
        }
    }
}
