package dev.molt.protocol.report;

import java.util.List;
import java.util.Locale;

/**
 * The state of an agent and of what it has done.
 *
 * @param agentVersion version of the agent in the JVM
 * @param runtime the JVM, as it names itself
 * @param busy the update under way, or null
 * @param live ids of the updates whose code runs, oldest first
 * @param updatedClasses classes that hold code of an update
 * @param unconfirmed the update that waits for its confirmation, or null
 * @param oldFrames threads still in old code
 * @param findings classes that no longer hold what was applied, and other things worth knowing
 * @param index the dependency index: classes and bytes; zeros when it was not needed yet
 * @param auditFile where the audit is written
 */
public record StatusReport(String agentVersion, long pid, String runtime, String busy, List<String> live, int updatedClasses,
                           String unconfirmed, List<OldFrame> oldFrames, List<Finding> findings, IndexSize index,
                           String auditFile) implements Report {

    /** Size of the dependency index. */
    public record IndexSize(int classes, long bytes) {}

    public StatusReport {
        live = List.copyOf(live);
        oldFrames = List.copyOf(oldFrames);
        findings = List.copyOf(findings);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append("jvm      ").append(pid).append(", ").append(runtime).append('\n');
        out.append("agent    ").append(agentVersion).append(busy == null ? "" : ", busy with " + busy).append('\n');
        String updated = String.join(" ", live) + ", " + updatedClasses + (updatedClasses == 1 ? " class" : " classes");
        out.append("updates  ").append(live.isEmpty() ? "none live" : updated).append('\n');
        if (unconfirmed != null) out.append("waiting  ").append(unconfirmed).append(" for its confirmation\n");
        if (index.classes() > 0) {
            out.append(String.format(Locale.ROOT, "index    %,d classes, %,d bytes a class%n", index.classes(), index.bytes() / index.classes()));
        }
        out.append("audit    ").append(auditFile).append('\n');
        if (live.isEmpty() && oldFrames.isEmpty()) return out + findingsText();
        String frames = oldFrames.size() + (oldFrames.size() == 1 ? " frame" : " frames");
        out.append("old code ").append(oldFrames.isEmpty() ? "no thread is in replaced code" : frames).append('\n');
        for (OldFrame f : oldFrames) out.append("  ").append(f.text()).append('\n');
        return out + findingsText();
    }

    private String findingsText() {
        StringBuilder out = new StringBuilder();
        for (Finding f : findings) out.append(f.text());
        return out.toString();
    }
}
