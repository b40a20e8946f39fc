package dev.molt.engine.shape;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.Running;
import dev.molt.engine.shape.Evolved.ChangedEnum;
import dev.molt.engine.shape.Evolved.ConvertedStatic;
import dev.molt.engine.shape.Evolved.Initialiser;
import dev.molt.engine.shape.Evolved.Statics;
import dev.molt.engine.statics.Refusal;
import dev.molt.engine.statics.Slice;
import dev.molt.engine.translate.Role;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.vm.InitialisersAtWork;
import dev.molt.engine.vm.StaticValues;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What an update has to do about static fields and about state that new fields begin with, class by class. */
final class StaticsPlan {
    private final Running running;
    private final Slices slices;
    private final Users users;
    private final UpdatedCode version;
    private final Consumer<Finding> findings;
    private final Map<Changed, Slice> taken = new IdentityHashMap<>();
    private final List<Initialiser> initialisers = new ArrayList<>();
    private final List<ConvertedStatic> converted = new ArrayList<>();
    private final List<ChangedEnum> enums = new ArrayList<>();
    private final Set<Class<?>> toForget = new LinkedHashSet<>();

    StaticsPlan(Running running, StaticValues values, Users users, UpdatedCode version, Consumer<Finding> findings) {
        this.running = running;
        this.slices = new Slices(running, values, users);
        this.users = users;
        this.version = version;
        this.findings = findings;
    }

    /** Looks at the static initialisers of the classes that change. */
    void look(Map<Changed, ClassImage> shapes) {
        slices.look(shapes);
    }

    /** Classes that do not change, and have static fields to compute anew all the same. */
    Set<Class<?>> others() {
        return slices.others().keySet();
    }

    /** One of {@link #others}, as the translator needs it. */
    Subject computing(Changed c, Subject unchanged) {
        return unchanged.initialising(take(c, slices.others().get(c.type())).code());
    }

    /** The class as the translator needs it. */
    Subject subject(Changed c, ClassImage shape, int number) {
        Slice slice = slice(c);
        AddedFields added = AddedFields.of(c, shape.file(), version.in(c.type().getClassLoader()));
        added.notes().forEach(findings);
        return new Subject(c.type().getClassLoader(), c.next(), shape, running.evolution(c.type()).orElse(null), number,
                slice == null ? null : slice.code(), added.defaults(), Map.of(), added.conversions(), false, Role.NONE);
    }

    /** A class that is only drawn in: no state of it changes. */
    Subject unchanged(Changed c, ClassImage shape, int number) {
        return new Subject(c.type().getClassLoader(), c.next(), shape, running.evolution(c.type()).orElse(null), number, null, Map.of(),
                Map.of(), Map.of(), false, Role.NONE);
    }

    private Slice slice(Changed c) {
        return take(c, slices.of(c));
    }

    private Slice take(Changed c, Slice slice) {
        if (slice == null) return null;
        for (Refusal r : slice.refusals()) findings.accept(Finding.refusal(c.name(), c.loader(), r.member(), r.problem(), r.remedy()));
        for (Slice.Note n : slice.notes()) findings.accept(Finding.note(c.name(), n.member() + ": " + n.text()));
        taken.put(c, slice);
        return slice;
    }

    /** What is to be done once the class is translated. */
    void translated(Changed c, ClassFile shape, Evolution evolution) {
        Slice slice = taken.get(c);
        if (slice == null || slice.isEmpty()) return;
        Set<Member> known = new HashSet<>();
        for (Member m : slice.writes()) {
            Field f = shape.field(m.name(), m.descriptor());
            if (f != null && (f.access() & Opcodes.ACC_STATIC) != 0) known.add(m);
        }
        if (evolution.initialiser() != null) initialisers.add(new Initialiser(c.type(), known, keptBeside(c, slice), retaken(shape, slice)));
        Evolution now = running.evolution(c.type()).orElse(null);
        slice.converted().forEach((to, from) -> converted.add(new ConvertedStatic(c.type(), keeper(c, now, from), from, keeper(c, evolution, to), to)));
        if (slice.enumChange() != null) enums.add(new ChangedEnum(c.type(), slice.enumChange()));
        if (DebuggerThread.isCurrent()) leaveToFirstUse(c, slice, known, evolution);
        if (!known.isEmpty()) toForget.addAll(users.of(c.type(), known));
    }

    /** Binary name of the class that has a static field. */
    private static String keeper(Changed c, Evolution evolution, Member field) {
        boolean beside = evolution != null && evolution.fields().get(field) instanceof FieldPlace.InHolder;
        return beside ? ((FieldPlace.InHolder) evolution.fields().get(field)).holder().replace('/', '.') : c.name();
    }

    private Map<Member, String> keptBeside(Changed c, Slice slice) {
        Map<Member, String> kept = new HashMap<>();
        running.evolution(c.type()).ifPresent(now -> {
            for (Member m : slice.writes()) {
                if (now.fields().get(m) instanceof FieldPlace.InHolder in) kept.put(m, in.holder().replace('/', '.'));
            }
        });
        return kept;
    }

    private static Map<Member, Set<Member>> retaken(ClassFile shape, Slice slice) {
        Map<Member, Set<Member>> known = new HashMap<>();
        slice.retaken().forEach((constant, fields) -> {
            if (shape.field(constant.name(), constant.descriptor()) == null) return;
            known.put(constant, fields.stream().filter(m -> shape.field(m.name(), m.descriptor()) != null).collect(Collectors.toSet()));
        });
        return known;
    }

    /** What a debugger's thread may not run has to wait for the first use of a new field, if it can. */
    private void leaveToFirstUse(Changed c, Slice slice, Set<Member> known, Evolution evolution) {
        boolean waits = known.isEmpty() && !slice.writes().isEmpty() && slice.converted().isEmpty() && slice.enumChange() == null;
        if (waits || evolution.initialiser() == null && slice.converted().isEmpty() && slice.enumChange() == null) {
            if (waits) findings.accept(Finding.note(c.name(), "what is new in its static initialiser runs when a field that it writes is first used"));
            return;
        }
        String what = slice.enumChange() != null ? "its enum constants change" : !slice.converted().isEmpty() ? "the type of a static field changes"
                : known.isEmpty() ? "its static initialiser has new code that writes no new field"
                : "its static initialiser has other code for " + String.join(", ", known.stream().map(Member::name).sorted().toList());
        findings.accept(Finding.refusal(c.name(), c.loader(), null, what + ", and a debugger's thread may run no code of the program",
                "give the class folder to molt apply, which runs it"));
    }

    /** Initialisers of classes that others refer to come before those of the others, as far as they don't refer to each other. */
    Statics finish() {
        refuseThoseAtWork();
        Map<String, Set<String>> providers = new HashMap<>();
        taken.forEach((c, slice) -> {
            if (slice.code() != null) providers.put(c.next().file().internalName(), providers(c, slice.code()));
        });
        return new Statics(List.copyOf(slices.uninitialised()), InitialiserOrder.of(initialisers, providers, findings), List.copyOf(converted), List.copyOf(enums), List.copyOf(toForget));
    }

    /** The old initialiser goes on to its end, and the VM runs no other one after it. */
    private void refuseThoseAtWork() {
        if (slices.uninitialised().isEmpty()) return;
        InitialisersAtWork atWork = InitialisersAtWork.now();
        for (Changed c : slices.uninitialised()) {
            atWork.threadIn(c.type()).ifPresent(thread -> findings.accept(Finding.refusal(c.name(), c.loader(), "<clinit>",
                    "the class is being initialised just now, by the thread \"" + thread + "\", and its initialiser changes", "try again when that has ended")));
        }
    }

    private static Set<String> providers(Changed c, MethodNode code) {
        Set<String> names = new LinkedHashSet<>();
        if (c.next().file().superName() != null) names.add(c.next().file().superName());
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof FieldInsnNode f) names.add(f.owner);
            else if (insn instanceof MethodInsnNode m) names.add(m.owner);
            else if (insn instanceof TypeInsnNode t) names.add(t.desc);
        }
        return names;
    }
}
