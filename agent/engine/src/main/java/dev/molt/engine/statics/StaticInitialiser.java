package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Finds the part of a new static initialiser that a class which was initialised by the old one has still to run.
 *
 * <p>Static fields that survive are state and keep their values. What is new is run: the initialisers of added fields, and statements
 * that the old initialiser did not have. Static finals whose initialiser changed are code: they are computed anew, and with them those
 * that were computed from them, also from those of other classes ({@link Anew}).
 */
public final class StaticInitialiser {
    private final ClassNode next;
    private final Set<Member> waiting;
    private final Anew others;
    private final Map<Member, FieldNode> before;
    private final Map<Member, FieldNode> after;
    private final List<Segment> oldSegments;
    private final List<Segment> segments;
    private final Set<String> oldTexts = new HashSet<>();
    private final Set<String> oldValues = new HashSet<>();
    private final Map<Member, Member> converted;
    private final EnumConstants enums;
    private final EnumChange enumChange;
    private final Set<Segment> run = new LinkedHashSet<>();
    private final Set<Member> evaluated = new LinkedHashSet<>();
    private final Set<Member> refilled = new HashSet<>();
    private final List<Slice.Note> notes = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private StaticInitialiser(ClassNode running, ClassNode next, Set<Member> waiting, Anew others) {
        this.next = next;
        this.waiting = waiting;
        this.others = others;
        before = statics(running);
        after = statics(next);
        oldSegments = Segments.of(running);
        segments = Segments.of(next);
        for (Segment s : oldSegments) {
            oldTexts.add(s.text());
            oldValues.add(value(s));
        }
        converted = converted();
        enumChange = EnumChange.of(running, next);
        boolean isEnum = (running.access & next.access & Opcodes.ACC_ENUM) != 0;
        enums = isEnum ? new EnumConstants(running, next, oldSegments, segments) : null;
    }

    /**
     * Compares two versions of a class.
     *
     * @param running logical class file of the running version
     * @param next the new one, in the names of the running one
     * @param fullRun whether all of the new initialiser is to run, whatever the old one did
     */
    public static Slice slice(byte[] running, byte[] next, boolean fullRun) {
        return slice(running, next, fullRun, Anew.NOTHING);
    }

    /** @param others what is computed anew in other classes */
    public static Slice slice(byte[] running, byte[] next, boolean fullRun, Anew others) {
        StaticInitialiser initialiser = new StaticInitialiser(read(running), read(next), Set.of(), others);
        return fullRun ? initialiser.whole() : initialiser.slice();
    }

    /**
     * Compares two versions of a class, of which the new one brings back what the running one had removed.
     *
     * @param waiting static fields of the new version that the running one lacks, and whose values of an earlier version are still there
     */
    public static Slice slice(byte[] running, byte[] next, Set<Member> waiting) {
        return new StaticInitialiser(read(running), read(next), waiting, Anew.NOTHING).slice();
    }

    private static ClassNode read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
        return node;
    }

    private static Map<Member, FieldNode> statics(ClassNode c) {
        Map<Member, FieldNode> statics = new HashMap<>();
        for (FieldNode f : c.fields) {
            if ((f.access & Opcodes.ACC_STATIC) != 0) statics.put(new Member(f.name, f.desc), f);
        }
        return statics;
    }

    private Slice whole() {
        SliceCode code = new SliceCode(next);
        for (FieldNode f : next.fields) {
            if (f.value != null) code.constant(f);
        }
        for (Segment s : segments) code.segment(s, m -> true);
        return new Slice(code.finished(), code.writes(), Set.of(), Map.of(), Map.of(), null, List.of(), List.of());
    }

    private Slice slice() {
        SliceCode code = new SliceCode(next);
        for (FieldNode f : next.fields) {
            if (!isNewConstant(f)) continue;
            code.constant(f);
            evaluated.add(member(f));
            if (before.containsKey(member(f))) note(f.name, "the constant has another value now");
        }
        select();
        for (Segment s : segments) {
            String constant = enums == null ? null : enums.madeBy(s);
            if (constant != null) makeConstant(code, s, constant);
            else if (run.contains(s)) code.segment(s, this::mayWrite);
            else noteKept(s);
        }
        for (Member m : converted.keySet()) note(m.name(), "the type changed; its value is converted");
        if (enumChange != null) noteConstants();
        Set<Member> anew = evaluated.stream().filter(m -> before.containsKey(m) && isAnewFinal(m)).collect(Collectors.toSet());
        return new Slice(refusals.isEmpty() ? code.finished() : null, code.writes(), anew, code.retaken(), converted, enumChange, notes, refusals);
    }

    /** Fields that surviving state becomes: with another type that Java would assign the old one to. A final field is computed. */
    private Map<Member, Member> converted() {
        Map<Member, Member> all = new HashMap<>();
        for (FieldNode f : next.fields) {
            Member m = member(f);
            if ((f.access & Opcodes.ACC_STATIC) == 0 || isFinal(f) || before.containsKey(m) || waiting.contains(m)) continue;
            for (Map.Entry<Member, FieldNode> old : before.entrySet()) {
                boolean same = old.getKey().name().equals(f.name) && !after.containsKey(old.getKey());
                if (same && Conversions.isConvertible(old.getKey().descriptor(), f.desc)) all.put(m, old.getKey());
            }
        }
        return all;
    }

    private boolean isNewConstant(FieldNode f) {
        if ((f.access & Opcodes.ACC_STATIC) == 0 || f.value == null || waiting.contains(member(f))) return false;
        FieldNode old = before.get(member(f));
        return old == null || isFinal(f) && !f.value.equals(old.value);
    }

    /** Until nothing more follows from what was computed anew. */
    private void select() {
        Map<String, Integer> statements = new HashMap<>();
        for (Segment s : oldSegments) statements.merge(s.text(), 1, Integer::sum);
        Set<Segment> newStatements = new HashSet<>();
        for (Segment s : segments) {
            if (!s.writes().isEmpty()) continue;
            int left = statements.getOrDefault(s.text(), 0);
            if (left == 0) newStatements.add(s);
            else statements.put(s.text(), left - 1);
            // methods that fill tables do it otherwise now: for empty ones, as they do not know what the old ones did
            if (left > 0 && !oldValues.contains(value(s))) refilled.addAll(s.called().tables());
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Segment s : segments) {
                boolean isConstant = enums != null && enums.madeBy(s) != null;
                if (isConstant || run.contains(s) || !mustRun(s, newStatements)) continue;
                run.add(s);
                for (Member m : s.writes()) {
                    if (mayWrite(m)) evaluated.add(m);
                }
                more = true;
            }
        }
    }

    private boolean mustRun(Segment s, Set<Segment> newStatements) {
        boolean anotherTable = s.called().tables().stream().anyMatch(this::isAnewFinal);
        if (s.writes().isEmpty()) {
            return newStatements.contains(s) || anotherTable || s.reads().stream().anyMatch(this::isAnotherObject) || others.isReadBy(s);
        }
        boolean sameText = oldValues.contains(value(s)) && !anotherTable;
        for (Member m : s.writes()) {
            if (isAdded(m) && !converted.containsKey(m)) return true;
            if (isValues(m) && enumChange != null) return true;
            if (isFinal(after.get(m)) && !waiting.contains(m) && (!sameText || refilled.contains(m) || readsAnew(s))) return true;
        }
        return false;
    }

    private boolean readsAnew(Segment s) {
        return s.reads().stream().anyMatch(this::isAnewFinal) || others.isReadBy(s);
    }

    /** What a field is computed by: the text of its initialiser, and of methods that serve the initialiser alone. */
    private static String value(Segment s) {
        return s.text() + "\n" + s.called().code();
    }

    private boolean isAdded(Member m) {
        return after.containsKey(m) && !before.containsKey(m) && !waiting.contains(m);
    }

    private boolean isValues(Member m) {
        return enums != null && m.equals(EnumChange.valuesField(next));
    }

    private boolean isAnewFinal(Member m) {
        return evaluated.contains(m) && isFinal(after.get(m));
    }

    /**
     * A statement that fills or registers an object has to do it again for another object, and one that goes through all constants of an
     * enum for others of them; a mere value changes nothing for it.
     */
    private boolean isAnotherObject(Member m) {
        boolean value = m.descriptor().length() == 1 || m.descriptor().equals("Ljava/lang/String;");
        return isAnewFinal(m) && !value;
    }

    /** Added fields and finals get what is computed; other fields that survive are state, even where the same statement writes them. */
    private boolean mayWrite(Member m) {
        FieldNode f = after.get(m);
        if (waiting.contains(m)) return false;
        return f == null || isAdded(m) && !converted.containsKey(m) || isFinal(f);
    }

    private static boolean isFinal(FieldNode f) {
        return f != null && (f.access & Opcodes.ACC_FINAL) != 0;
    }

    private static Member member(FieldNode f) {
        return new Member(f.name, f.desc);
    }

    private void makeConstant(SliceCode code, Segment s, String name) {
        if (waiting.contains(new Member(name, "L" + next.name + ";"))) return;
        if (enums.isAdded(name)) {
            code.segment(s, m -> true);
            return;
        }
        Refusal refusal = enums.refusal(name);
        if (refusal != null) {
            refusals.add(refusal);
            return;
        }
        if (!enums.isMadeOtherwise(name) && !enums.hasAddedFields() && !others.isReadBy(s)) return;
        List<FieldNode> taken = enums.takenOver();
        boolean becomes = enums.getsBody(name);
        if (taken.isEmpty() && !becomes) return;
        code.remake(s, new Member(name, "L" + next.name + ";"), taken, becomes);
        if (becomes) note(name, "the constant gets its body");
        if (taken.isEmpty()) return;
        note(name, "the constant takes over " + String.join(", ", taken.stream().map(f -> f.name).toList()) + " as the new version makes it");
    }

    private void noteKept(Segment s) {
        if (oldTexts.contains(s.text())) return;
        for (Member m : s.writes()) {
            if (!converted.containsKey(m) && !waiting.contains(m)) note(m.name(), "keeps its value; its initialiser changed");
        }
    }

    private void noteConstants() {
        for (String name : enumChange.removed()) note(name, "the constant is removed; objects that hold it keep it");
        if (enumChange.movesOrdinals()) {
            note(next.name.substring(next.name.lastIndexOf('/') + 1),
                    "constants get other ordinals; whoever keeps things by ordinal takes one for another");
        }
    }

    private void note(String member, String text) {
        Slice.Note note = new Slice.Note(member, text);
        if (!notes.contains(note)) notes.add(note);
    }
}
