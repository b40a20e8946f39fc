package dev.molt.engine.shape;

import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OfferedAs;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.statics.EnumChange;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
 * @param statics what becomes of static fields
 * @param offered what is noted of the offer, to know it when it is given again
 * @param findings what stands against it, or should be known
 */
public record Evolved(ChangeSet set, ChangeSetDiff diff, List<Evolution> evolutions, List<Beside> beside, List<Changed> drawnIn,
                      Statics statics, List<OfferedAs> offered, List<Finding> findings) {

    /** A companion and where it goes. */
    public record Beside(ClassLoader loader, ProtectionDomain domain, Companion companion) {}

    /**
     * The rest of a class's static initialiser.
     *
     * @param writes static fields of the VM's class that it may write
     * @param besides static fields that it may write and that the running version keeps in a holder, with the holder's binary name
     * @param retaken instance fields of the VM's class that living enum constants take over, by the field of the constant
     */
    public record Initialiser(Class<?> type, Set<Member> writes, Map<Member, String> besides, Map<Member, Set<Member>> retaken) {}

    /**
     * A static field whose type changed, and whose value goes on.
     *
     * @param source binary name of the class that has the value: the class itself, or a holder
     * @param target binary name of the class that gets it
     */
    public record ConvertedStatic(Class<?> type, String source, Member from, String target, Member to) {}

    /** An enum with other constants. */
    public record ChangedEnum(Class<?> type, EnumChange change) {}

    /**
     * The statics of an update.
     *
     * @param uninitialised classes with another static initialiser that the VM is to run as a whole, since it has not run the old one
     * @param initialisers static initialisers to be run, in this order
     * @param readers classes whose compiled code may have taken a static final for constant that gets another value
     */
    public record Statics(List<Changed> uninitialised, List<Initialiser> initialisers, List<ConvertedStatic> converted, List<ChangedEnum> enums,
                          List<Class<?>> readers) {
        static final Statics NONE = new Statics(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public Evolved {
        evolutions = List.copyOf(evolutions);
        beside = List.copyOf(beside);
        drawnIn = List.copyOf(drawnIn);
        offered = List.copyOf(offered);
        findings = List.copyOf(findings);
    }

    /** What the VM's verifier has to look at: below another superclass, code of classes that do not change themselves may not pass. */
    public ChangeSet toVerify() {
        if (evolutions.stream().noneMatch(Evolution::isReseated)) return set;
        List<Changed> all = new ArrayList<>(set.changed());
        drawnIn.stream().filter(c -> !Loaders.isJdk(c.type().getClassLoader())).forEach(all::add);
        return new ChangeSet(set.source(), set.from(), all, set.added(), set.onLoad(), set.removed(), set.left(), set.resources(), set.unchanged(), set.renamed(),
                set.findings());
    }

    /** Without those among the classes that are only drawn in that have failed: no code of theirs can run. */
    public Evolved without(Predicate<Changed> failed) {
        List<Changed> out = drawnIn.stream().filter(failed).toList();
        if (out.isEmpty()) return this;
        List<Changed> left = drawnIn.stream().filter(c -> !out.contains(c)).toList();
        List<Evolution> others = evolutions.stream().filter(e -> out.stream().noneMatch(c -> c.type().getClassLoader() == e.loader()
                && c.name().equals(e.internalName().replace('/', '.')))).toList();
        return new Evolved(set, diff, others, beside, left, statics, offered, findings);
    }

    /** Whether something stands against it. */
    public boolean refused() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.REFUSAL);
    }

    /** An update that needs nothing of this. */
    public static Evolved plain(ChangeSet set, ChangeSetDiff diff) {
        return new Evolved(set, diff, List.of(), List.of(), List.of(), Statics.NONE, List.of(), List.of());
    }
}
