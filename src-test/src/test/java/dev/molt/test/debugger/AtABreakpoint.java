package dev.molt.test.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jdi.IntegerValue;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import java.util.function.IntFunction;

/** What a person does in a debugger: stops in a method, changes it, drops the frame, and goes on through the new code. */
final class AtABreakpoint {
    private AtABreakpoint() {}

    /** All threads are suspended, one of them in the changed method and with a lock of the application, and the debugger waits for classes of that name. */
    static void reload(Debuggee debuggee, Program program, IntFunction<Jdi> attach) throws Throwable {
        Target target = debuggee.target();
        assertEquals("v1 6 help1", target.call("desk.App", "answer", "5"));
        try (Jdi debugger = attach.apply(debuggee.port()).watchFor("desk.Desk", "desk.Desk$*")) {
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
}
