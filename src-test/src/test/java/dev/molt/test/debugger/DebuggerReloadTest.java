package dev.molt.test.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.IntegerValue;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
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
        Debuggee debuggee = Debuggee.start(targets, program);
        Target target = debuggee.target();
        assertEquals(V1, target.call("desk.App", "answer", "5"));
        try (Jdi debugger = Jdi.attach(debuggee.port()).watchFor("desk.Desk", "desk.Desk$*")) {
            EventRequest inOld = debugger.breakpoint("desk.Desk", 8);
            Target.Running call = target.begin("desk.App", "locked", "5");
            ThreadReference thread = ((BreakpointEvent) debugger.next(d -> { })).thread();
            debuggee.build(program.version("v2"));
            debugger.redefine(debuggee, "desk.Desk", "desk.Help");
            debugger.vm().eventRequestManager().deleteEventRequest(inOld);

            // A breakpoint in the added method, line 16 of the source, and another in the changed one, line 10.
            debugger.breakpoint("desk.Desk", 10);
            EventRequest[] inAdded = {debugger.breakpoint("desk.Desk", 17)};
            thread.popFrames(thread.frame(0));
            debugger.vm().resume();
            Jdi.Breakpoints added = d -> {
                if (inAdded[0] == null) inAdded[0] = d.breakpoint("desk.Desk", 17);
            };
            Event first = debugger.next(added);
            assertEquals(10, ((BreakpointEvent) first).location().lineNumber());
            debugger.vm().resume();
            BreakpointEvent second = (BreakpointEvent) debugger.next(added);
            assertEquals(17, second.location().lineNumber());
            assertEquals("more", second.location().method().name());
            StackFrame frame = second.thread().frame(0);
            assertEquals(6, ((IntegerValue) frame.getValue(frame.visibleVariableByName("sum"))).value());

            StepRequest step = debugger.vm().eventRequestManager().createStepRequest(second.thread(), StepRequest.STEP_LINE, StepRequest.STEP_OVER);
            step.enable();
            debugger.vm().resume();
            StepEvent stepped = (StepEvent) debugger.next(added);
            assertEquals(18, stepped.location().lineNumber());
            StackFrame after = stepped.thread().frame(0);
            assertEquals(17, ((IntegerValue) after.getValue(after.visibleVariableByName("total"))).value());
            step.disable();
            stepped.thread().popFrames(stepped.thread().frame(0));
            debugger.vm().eventRequestManager().deleteAllBreakpoints();
            debugger.vm().resume();
            // The added method ran twice, since its frame was dropped.
            assertEquals("v2 18 12 help2 extra", call.await());
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

    /** The debugger's classes lie elsewhere, so each is an update, and those of a command that fails are taken back. */
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
