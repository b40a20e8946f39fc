package dev.molt.engine.shape;

import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;

/**
 * An update whose classes may have any shape, made of what the VM takes: the change set with physical class files, and what has to be
 * there beside it.
 *
 * @param set the change set; its class files are what the VM is to get
 * @param diff the differences between the logical classes
 * @param evolutions the classes that are something else to the program than to the VM
 * @param beside classes to be defined, companions of the evolved ones
 * @param drawnIn loaded classes that do not change themselves, and whose code must know of a change elsewhere
 * @param initialisers static initialisers to be run, in this order
 * @param readers classes whose compiled code may have taken a static final for constant that gets another value
 * @param offered what is noted of the offer, to know it when it is given again
 * @param findings what stands against it, or should be known
 */
public record Evolved(ChangeSet set, ChangeSetDiff diff, List<Evolution> evolutions, List<Beside> beside, List<Changed> drawnIn,
                      List<Initialiser> initialisers, List<Class<?>> readers, List<OfferedAs> offered, List<Finding> findings) {

    /** A companion and where it goes. */
    public record Beside(ClassLoader loader, ProtectionDomain domain, Companion companion) {}

    /**
     * The rest of a class's static initialiser.
     *
     * @param writes static fields of the class that it may write
     */
    public record Initialiser(Class<?> type, Set<Member> writes) {}

    public Evolved {
        evolutions = List.copyOf(evolutions);
        beside = List.copyOf(beside);
        drawnIn = List.copyOf(drawnIn);
        initialisers = List.copyOf(initialisers);
        readers = List.copyOf(readers);
        offered = List.copyOf(offered);
        findings = List.copyOf(findings);
    }

    /** Whether something stands against it. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    /** An update that needs nothing of this. */
    static Evolved plain(ChangeSet set, ChangeSetDiff diff) {
        return new Evolved(set, diff, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
