package dev.molt.engine.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A plan, an update or a revert, from its request to its verdict. */
@Name("dev.molt.Update")
@Label("Update")
@Category("Molt")
@Description("A plan, an update or a revert, from its request to its verdict")
@StackTrace(false)
final class UpdateEvent extends Event {
    @Label("Update Id")
    String updateId;

    @Label("Operation")
    @Description("plan, update or revert")
    String operation;

    @Label("Outcome")
    @Description("The verdict's outcome, or abandoned where the client went away before there was one")
    String outcome;

    @Label("Summary")
    String summary;

    @Label("Source")
    @Description("Where the new classes come from")
    String source;

    @Label("User")
    String user;

    @Label("Reason")
    String reason;

    @Label("Classes")
    @Description("How many classes it changes, adds or removes")
    int classes;
}
