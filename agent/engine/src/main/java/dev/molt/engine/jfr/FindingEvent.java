package dev.molt.engine.jfr;

import dev.molt.protocol.report.Finding;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A reason, a warning or a note of a verdict. */
@Name("dev.molt.Finding")
@Label("Finding")
@Category("Molt")
@Description("A reason, a warning or a note of a verdict")
@StackTrace(false)
final class FindingEvent extends Event {
    @Label("Update Id")
    String updateId;

    @Label("Severity")
    String severity;

    @Label("Place")
    @Description("The class or member that it is about")
    String place;

    @Label("Problem")
    String problem;

    @Label("Remedy")
    String remedy;

    /** One that is not committed. */
    FindingEvent() {}

    FindingEvent(String updateId, Finding finding) {
        this.updateId = updateId;
        severity = RecordedFlight.word(finding.severity());
        place = finding.place();
        problem = finding.problem();
        remedy = finding.remedy();
    }
}
