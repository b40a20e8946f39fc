package dev.molt.engine.evolve;

import java.util.Map;

/**
 * What a class has for objects that are its instances to the program, and that the VM does not make or count as such.
 *
 * <p>A <em>guest</em> of a class is an object whose class got this one as a superclass after it was loaded. No method of the VM's class
 * takes it as a receiver, and it has none of the fields.
 *
 * @param guests whether the VM's class is one that guests of it have no part in; receivers are of type Object in its companions then
 * @param bodies constructors, and for guests instance methods, as static methods of a companion that take the object first
 * @param fields where the instance fields of guests are kept
 * @param passage descriptor of the VM's constructor that lets subclasses through to the class above without running any code of this
 *     class, or null
 * @param standIn internal name of a concrete class below this one, which is abstract to the VM alone: the class of its own objects;
 *     or null
 * @param vessel what the VM makes its objects of where it does not have the class, or null
 */
public record Instances(boolean guests, Map<Member, MethodPlace.Beside> bodies, Map<Member, FieldPlace.InState> fields, String passage,
                        String standIn, Vessel vessel) {
    /** Nothing of that. */
    public static final Instances PLAIN = new Instances(false, Map.of(), Map.of(), null, null, null);

    /** What is handed over to a constructor that is to let through. */
    public static final int PASSAGE = -1;

    /** Whether objects are of another class to the VM. */
    public boolean isOfOtherClass() {
        return standIn != null || vessel != null;
    }

    /** Whether there is nothing of all that. */
    public boolean isPlain() {
        return !guests && bodies.isEmpty() && fields.isEmpty() && passage == null && standIn == null && vessel == null;
    }

    public Instances {
        bodies = Map.copyOf(bodies);
        fields = Map.copyOf(fields);
    }
}
