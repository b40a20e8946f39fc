package dev.molt.engine.shape;

import dev.molt.boot.Linkage;
import dev.molt.engine.DebuggerThread;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether code finds our boot classes: some loaders ask no other one for anything but {@code java.*}. */
final class BootReach {
    private BootReach() {}

    /** Loads at most the class that is sought, which is there already where a loader asks its parents. */
    static boolean of(ClassLoader loader) {
        try {
            return Class.forName(Linkage.class.getName(), false, loader) == Linkage.class;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return false;
        }
    }

    /**
     * A refusal for each loader that does not find what its classes are to be linked by. A debugger's thread asks no loader, since a suspended thread
     * may hold a lock that it needs.
     */
    static List<Finding> missing(Collection<Evolution> evolutions) {
        List<Finding> missing = new ArrayList<>();
        if (DebuggerThread.isCurrent()) return missing;
        evolutions.stream().map(Evolution::loader).distinct().filter(loader -> !of(loader)).forEach(loader -> missing.add(Finding.refusal(null,
                Loaders.id(loader), null, "the class loader does not find " + Linkage.class.getName() + ", which code of another shape is linked by",
                "let it delegate that package (OSGi: org.osgi.framework.bootdelegation=dev.molt.boot; JBoss Modules: jboss.modules.system.pkgs="
                        + "dev.molt.boot), or change method bodies alone")));
        return missing;
    }
}
