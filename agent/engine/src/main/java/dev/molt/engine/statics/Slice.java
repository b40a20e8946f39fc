package dev.molt.engine.statics;

import dev.molt.engine.evolve.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.MethodNode;

/**
 * The part of a new static initialiser that a class which is initialised already has still to run.
 *
 * @param code a static method {@code ()V} of the new class, named {@value #NAME}; null when nothing is to run. It writes final fields.
 * @param writes static fields that it writes
 * @param converted static fields whose type changed, and the running field whose value they get, after assignment conversion
 *        ({@link Conversions#convert}), before the code runs
 * @param anew static finals that the running class has, too, and that it computes anew
 * @param retaken instance fields of living enum constants that it writes, by the field of the constant
 * @param enumChange what becomes of enum constants; null where nothing changes about them
 * @param notes for people: a field, and what becomes of it
 * @param refusals what can't be done; the update must not be applied then
 */
public record Slice(MethodNode code, Set<Member> writes, Set<Member> anew, Map<Member, Set<Member>> retaken, Map<Member, Member> converted,
                    EnumChange enumChange, List<Note> notes, List<Refusal> refusals) {
    /** Name of the method. */
    public static final String NAME = "molt$initialise";

    /** Something to know about a member. */
    public record Note(String member, String text) {}

    public Slice {
        writes = Set.copyOf(writes);
        anew = Set.copyOf(anew);
        retaken = Map.copyOf(retaken);
        converted = Map.copyOf(converted);
        notes = List.copyOf(notes);
        refusals = List.copyOf(refusals);
    }

    /** Whether there is anything to do. */
    public boolean isEmpty() {
        return code == null && converted.isEmpty() && enumChange == null;
    }
}
