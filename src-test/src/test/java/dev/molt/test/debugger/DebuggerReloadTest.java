package dev.molt.test.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.ReferenceType;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a debugger redefines, with the JDK's own JDI as the debugger. */
class DebuggerReloadTest {
    private static final String V1 = "v1 6 help1";
    private static final String V2 = "v2 17 12 help2 extra";

    @LiveUpdate(program = "desk")
    void anotherShapeAndWhatTheDebuggerDoesNotSend(Targets targets, Program program) throws Throwable {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        try (Jdi debugger = Jdi.attach(debuggee.port())) {
            debuggee.build(program.version("v2"));
            debugger.redefine(debuggee, "desk.Desk");
            assertEquals(V2, target.call("desk.App", "answer", "5"));
            debugger.redefine(debuggee, "desk.Help");
            debugger.redefine(debuggee, "desk.App", "desk.Desk", "desk.Help");
            HistoryReport history = target.molt("history", "--json").json(HistoryReport.class);
            assertEquals(1, history.updates().size(), history::text);
            assertEquals(Origin.DEBUGGER, history.updates().get(0).origin());
            assertEquals(Outcome.APPLIED, history.updates().get(0).outcome());
            target.molt("show").expect(0).says("from a debugger", "method added more(int, String): String");
            target.molt("audit").expect(0).says("intact");
            target.molt("revert").expect(0);
            assertEquals(V1, target.call("desk.App", "answer", "5"));
            debuggee.build(program.version("v1"));
            debugger.redefine(debuggee, "desk.Desk", "desk.Help");
            assertEquals(V1, target.call("desk.App", "answer", "5"));
        }
    }

    @LiveUpdate(program = "desk")
    void atABreakpointInTheChangedMethodWithALockHeld(Targets targets, Program program) throws Throwable {
        AtABreakpoint.reload(Debuggee.start(targets, program), program, Jdi::attach);
    }

    /** The lock is the one that the loader of the changed class takes whenever it is asked for a class. */
    @LiveUpdate(program = "desk")
    void withTheLoadersLockHeldItFailsAndDoesNotHang(Targets targets, Program program) throws Throwable {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals("w1 5", target.call("desk.App", "plugged", "5"));
        try (Jdi debugger = Jdi.attach(debuggee.port()).watchFor("plug.Worker", "plug.Worker$*")) {
            debugger.breakpoint("plug.Worker", 6);
            Target.Running call = target.begin("desk.App", "plugged", "5");
            debugger.next(d -> { });
            debuggee.build(program.version("v2"));
            assertThrows(UnsupportedOperationException.class, () -> debugger.redefine(debuggee, "plug.Worker"));
            Await.until("the verdict is on the console", target::log, log -> log.contains("is suspended while it holds a lock"));
            debugger.vm().eventRequestManager().deleteAllBreakpoints();
            debugger.vm().resume();
            assertEquals("w1 5", call.await());
            debugger.watchNoMore();
            debugger.redefine(debuggee, "plug.Worker");
            assertEquals("w2 6", target.call("desk.App", "plugged", "5"));
        }
    }

    /** As IntelliJ does it: a hundred classes in each command. */
    @LiveUpdate
    void manyClassesInChunksAreOneUpdate(Targets targets) throws Throwable {
        Path classes = targets.directory().resolve("classes");
        ManyClasses many = new ManyClasses(120);
        many.write(classes, 1);
        Debuggee debuggee = Debuggee.start(targets.launch().classPath(classes), classes);
        Target target = debuggee.target();
        assertEquals("120", target.call(ManyClasses.ALL, "sum"));
        try (Jdi debugger = Jdi.attach(debuggee.port())) {
            many.write(classes, 1000);
            debugger.redefine(debuggee, many.names(0, 100));
            assertEquals("120000", target.call(ManyClasses.ALL, "sum"));
            debugger.redefine(debuggee, many.names(100, 120));
            assertEquals("120000", target.call(ManyClasses.ALL, "sum"));
            HistoryReport history = target.molt("history", "--json").json(HistoryReport.class);
            assertEquals(1, history.updates().size(), history::text);
            target.molt("revert").expect(0);
            assertEquals("120", target.call(ManyClasses.ALL, "sum"));
        }
    }

    @LiveUpdate(program = "desk")
    void aRefusedOneIsAFailedRedefinition(Targets targets, Program program) throws Throwable {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        Fingerprint before = target.fingerprint("desk.");
        try (Jdi debugger = Jdi.attach(debuggee.port())) {
            debuggee.build(program.version("v3"));
            assertThrows(UnsupportedOperationException.class, () -> debugger.redefine(debuggee, "desk.Help", "desk.Desk"));
            Await.until("the verdict is on the console", target::log, log -> log.contains("the debugger's classes: refused u1"));
            assertTrue(target.log().contains("desk.Desk"), target::log);
            before.assertUntouchedIn(target.fingerprint("desk."), "after a refusal");
            assertEquals(V1, target.call("desk.App", "answer", "5"));
            UpdateRecord shown = target.molt("show", "--json").json(UpdateRecord.class);
            assertEquals(Outcome.REFUSED, shown.summary().outcome());
            assertEquals(Origin.DEBUGGER, shown.summary().origin());

            // The next save is a good one.
            debuggee.build(program.version("v2"));
            debugger.redefine(debuggee, "desk.Desk", "desk.Help");
            assertEquals(V2, target.call("desk.App", "answer", "5"));
        }
    }

    /** One command, whose first class is live already when its second is refused. */
    @LiveUpdate(program = "desk")
    void whatACommandDidBeforeItFailedIsTakenBack(Targets targets, Program program) throws Throwable {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        Fingerprint before = target.fingerprint("desk.");
        Debuggee elsewhere = new Debuggee(target, program.version("v3"), 0);
        try (Jdi debugger = Jdi.attach(debuggee.port())) {
            Map<ReferenceType, byte[]> command = new LinkedHashMap<>();
            for (String name : List.of("desk.Help", "desk.Desk")) command.put(debugger.type(name), elsewhere.classFile(name));
            assertThrows(UnsupportedOperationException.class, () -> debugger.redefine(command));
            assertEquals(V1, target.call("desk.App", "answer", "5"));
            before.assertSameCodeIn(target.fingerprint("desk."), "after a command that failed half way");
            HistoryReport history = target.molt("history", "--json").json(HistoryReport.class);
            assertEquals(List.of(Outcome.REVERTED, Outcome.REFUSED), history.updates().stream().map(u -> u.outcome()).toList(), history::text);
        }
    }

    /** The debugger's classes lie elsewhere, so that each is an update. */
    @LiveUpdate(program = "desk")
    void classesOfNoFolder(Targets targets, Program program) throws Throwable {
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        Debuggee elsewhere = new Debuggee(target, program.version("v3"), 0);
        try (Jdi debugger = Jdi.attach(debuggee.port())) {
            debugger.redefine(Map.of(debugger.type("desk.Help"), elsewhere.classFile("desk.Help")));
            assertEquals("v1 6 help2", target.call("desk.App", "answer", "5"));
            assertThrows(UnsupportedOperationException.class,
                    () -> debugger.redefine(Map.of(debugger.type("desk.Desk"), elsewhere.classFile("desk.Desk"))));
            assertEquals("v1 6 help2", target.call("desk.App", "answer", "5"));
            // What another agent redefines, in a thread of its own, is none of a debugger's.
            target.redefine("desk.Help", program.version("v1").resolve("desk/Help.class"));
            assertEquals(V1, target.call("desk.App", "answer", "5"));
            HistoryReport history = target.molt("history", "--json").json(HistoryReport.class);
            assertEquals(List.of(Outcome.APPLIED, Outcome.REFUSED), history.updates().stream().map(u -> u.outcome()).toList(), history::text);
        }
    }
}
