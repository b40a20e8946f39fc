package dev.molt.engine.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One stage of an operation; {@code molt show} tells the same times. */
@Name("dev.molt.Stage")
@Label("Update Stage")
@Category("Molt")
@Description("One stage of a plan, an update or a revert")
@StackTrace(false)
final class StageEvent extends Event {
    @Label("Update Id")
    String updateId;

    @Label("Stage")
    String stage;
}
