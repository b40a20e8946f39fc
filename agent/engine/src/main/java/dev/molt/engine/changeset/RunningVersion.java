package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Where several loaders hold a class of the same name in different versions: which of them the update is meant for. */
final class RunningVersion {
    private final Consumer<Finding> findings;

    RunningVersion(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /**
     * Leaves out classes of another version than the one that is named as running.
     *
     * @param old the running version's class files by name, as far as they were given
     */
    List<Changed> choose(List<Changed> changed, Map<String, byte[]> old) {
        if (allDiffer(changed)) return changed;
        Map<String, List<Changed>> byName = new LinkedHashMap<>();
        changed.forEach(c -> byName.computeIfAbsent(c.name(), n -> new ArrayList<>()).add(c));
        List<Changed> chosen = new ArrayList<>();
        byName.forEach((name, all) -> chosen.addAll(all.size() == 1 || oneVersion(all) ? all : meant(name, all, old.get(name))));
        return chosen;
    }

    private static boolean allDiffer(List<Changed> changed) {
        Set<String> names = new HashSet<>();
        for (Changed c : changed) {
            if (!names.add(c.name())) return false;
        }
        return true;
    }

    private static boolean oneVersion(List<Changed> all) {
        return all.stream().allMatch(c -> c.before().sameAs(all.get(0).before()));
    }

    private List<Changed> meant(String name, List<Changed> all, byte[] old) {
        List<Changed> meant = all.stream().filter(c -> old != null && isVersion(c, old)).toList();
        if (meant.isEmpty()) {
            findings.accept(Finding.refusal(name, null, null, "several loaders hold different versions of it: "
                    + String.join(", ", all.stream().map(Changed::loader).toList()),
                    "name the loader with --loader, or the running version with --from"));
        }
        for (Changed c : all) {
            if (!meant.isEmpty() && !meant.contains(c)) {
                findings.accept(Finding.warning(name, c.loader(), null, "this loader holds another version, which is left alone", null));
            }
        }
        return meant;
    }

    private static boolean isVersion(Changed c, byte[] old) {
        try {
            String hash = ClassFile.parse(old).effectiveHash();
            return c.before().file().effectiveHash().equals(hash) || ClassFile.parse(c.undoWith()).effectiveHash().equals(hash);
        } catch (MalformedClassFileException e) {
            return false;
        }
    }
}
