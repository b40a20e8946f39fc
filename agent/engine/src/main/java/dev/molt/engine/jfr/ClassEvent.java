package dev.molt.engine.jfr;

import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.MemberChange;
import dev.molt.protocol.report.Verdict;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One class of the plan of an update. The outcome says whether it is live. */
@Name("dev.molt.ChangedClass")
@Label("Changed Class")
@Category("Molt")
@Description("A class of the plan of an update; what became of it is told by the outcome")
@StackTrace(false)
final class ClassEvent extends Event {
    @Label("Update Id")
    String updateId;

    @Label("Outcome")
    String outcome;

    @Label("Class Name")
    String className;

    @Label("Class Loader")
    String loader;

    @Label("Action")
    @Description("redefine, define, on load or remove")
    String action;

    @Label("Changes")
    String changes;

    /** One that is not committed. */
    ClassEvent() {}

    ClassEvent(Verdict verdict, ClassReport changed) {
        updateId = verdict.updateId();
        outcome = RecordedFlight.word(verdict.outcome());
        className = changed.className();
        loader = changed.loader();
        action = RecordedFlight.word(changed.action());
        changes = changed.changes().stream().map(MemberChange::text).collect(Collectors.joining(", "));
    }
}
