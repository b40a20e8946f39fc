package dev.molt.engine.changeset;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.util.List;

/**
 * What an update is about: what is loaded against what was offered, by content.
 *
 * @param left loaded classes that were offered in another version and can't run any
 * @param resources files of the offer that are no class files and that a loader finds otherwise, or not at all
 * @param unchanged how many loaded classes already are what was offered
 * @param renamed classes that run under other names of their own or of their members than they were offered with
 * @param findings what was seen on the way; a refusal among them ends the update
 */
public record ChangeSet(String source, String from, List<Changed> changed, List<Added> added, List<OnLoad> onLoad,
                        List<Removed> removed, List<LeftClass> left, List<ChangedResource> resources, int unchanged, List<OfferedAs> renamed, List<Finding> findings) {

    public ChangeSet {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        onLoad = List.copyOf(onLoad);
        removed = List.copyOf(removed);
        left = List.copyOf(left);
        resources = List.copyOf(resources);
        renamed = List.copyOf(renamed);
        findings = List.copyOf(findings);
    }

    /** Nothing differs from what runs. */
    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty() && onLoad.isEmpty() && removed.isEmpty() && resources.isEmpty();
    }

    /** How many classes are touched. */
    public int size() {
        return changed.size() + added.size() + onLoad.size() + removed.size();
    }

    /**
     * Whether a loaded class has no part in the new version, although that has one of the same name: the compiler numbers classes, and what
     * has this number now is another thing, which runs under another name.
     */
    public boolean leavesBehind(Class<?> type) {
        boolean another = renamed.stream().anyMatch(r -> r.loader() == type.getClassLoader() && r.offeredName().equals(type.getName())
                && !r.name().equals(type.getName()));
        return another && renamed.stream().noneMatch(r -> r.loader() == type.getClassLoader() && r.name().equals(type.getName()));
    }

    /** Whether something found on the way forbids the update. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    @Override
    public String toString() {
        return changed.size() + " changed, " + added.size() + " new, " + onLoad.size() + " changed on load, " + removed.size()
                + " removed, " + resources.size() + " resources, " + unchanged + " unchanged";
    }
}
