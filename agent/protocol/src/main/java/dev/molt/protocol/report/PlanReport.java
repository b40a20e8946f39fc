package dev.molt.protocol.report;

import java.util.List;
import java.util.Locale;

/**
 * The plan of an update, the same for a dry run and for the real thing.
 *
 * @param resources files that are no class files and that class loaders will find otherwise
 * @param compiled source files that were compiled for it; empty where it was given class files
 */
public record PlanReport(String source, String from, List<ClassReport> classes, List<ResourceReport> resources, List<AffectedClass> affected,
                         List<StepReport> steps, List<CompiledSource> compiled) implements Report {

    public PlanReport {
        classes = List.copyOf(classes);
        resources = List.copyOf(resources);
        affected = List.copyOf(affected);
        steps = List.copyOf(steps);
        compiled = List.copyOf(compiled);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append("from ").append(source).append(from == null ? "" : ", replacing " + from).append('\n');
        if (!compiled.isEmpty()) out.append("compiled\n");
        for (CompiledSource c : compiled) out.append("  ").append(c.source()).append(" because ").append(c.because()).append('\n');
        for (ClassReport c : classes) {
            out.append("  ").append(label(c.action())).append(' ').append(c.className()).append("  [").append(c.loader()).append("]\n");
            for (MemberChange change : c.changes()) out.append("      ").append(change.text()).append('\n');
        }
        if (!resources.isEmpty()) out.append("resources\n");
        for (ResourceReport r : resources) {
            out.append("  ").append(r.change()).append(' ').append(r.path()).append("  [").append(r.loader()).append("]\n");
        }
        if (!affected.isEmpty()) out.append("affected\n");
        for (AffectedClass a : affected) out.append("  ").append(a.className()).append(" because it ").append(a.because()).append('\n');
        if (!steps.isEmpty()) out.append("steps\n");
        int n = 0;
        for (StepReport s : steps) out.append(String.format(Locale.ROOT, "  %d. %s%n     undo: %s%n", ++n, s.what(), s.undo()));
        return out.toString();
    }

    /** The same, with the source files that were compiled for it. */
    public PlanReport with(List<CompiledSource> sources) {
        return new PlanReport(source, from, classes, resources, affected, steps, sources);
    }

    private static String label(ClassReport.Action action) {
        return switch (action) {
            case REDEFINE -> "change ";
            case DEFINE -> "new    ";
            case ON_LOAD -> "on load";
            case REMOVE -> "remove ";
        };
    }
}
