package dev.molt.engine.plan;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.changeset.Removed;
import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.ClassReport.Action;
import dev.molt.protocol.report.PlanReport;
import dev.molt.protocol.report.ResourceReport;
import dev.molt.protocol.report.StepReport;
import java.util.ArrayList;
import java.util.List;

/** Makes the report of a plan. */
final class PlanRenderer {
    private final Plan plan;

    PlanRenderer(Plan plan) {
        this.plan = plan;
    }

    PlanReport render() {
        List<ClassReport> classes = new ArrayList<>();
        for (Added a : plan.define()) {
            classes.add(new ClassReport(a.name(), a.loader(), Action.DEFINE, null, a.next().file().hash(), List.of()));
        }
        for (Changed c : plan.changes().changed()) {
            classes.add(new ClassReport(c.name(), c.loader(), Action.REDEFINE, c.before().file().hash(), c.after().file().hash(),
                    plan.evolved().diff().of(c).toReport()));
        }
        for (Changed c : plan.evolved().drawnIn()) {
            classes.add(new ClassReport(c.name(), c.loader(), Action.REDEFINE, c.before().file().hash(), c.after().file().hash(), List.of()));
        }
        for (OnLoad o : plan.changes().onLoad()) {
            classes.add(new ClassReport(o.name(), o.loader(), Action.ON_LOAD, null, o.next().file().hash(), List.of()));
        }
        for (Removed r : plan.changes().removed()) {
            classes.add(new ClassReport(r.name(), r.loader(), Action.REMOVE, null, null, List.of()));
        }
        List<ResourceReport> resources = plan.changes().resources().stream()
                .map(r -> new ResourceReport(r.path(), r.loader(), r.kind())).toList();
        List<StepReport> steps = plan.steps().stream().map(s -> new StepReport(s.what(), s.undo())).toList();
        return new PlanReport(plan.changes().source(), plan.changes().from(), classes, resources, plan.affected(), steps, List.of());
    }
}
