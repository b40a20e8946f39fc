package dev.molt.boot;

/** The engine's side of {@link Types}: which classes are subtypes of which, as the newest version of the program has it. */
public interface LogicalTypes {
    /** The class that an object is of. */
    Class<?> classOf(Object object);

    /** As {@link Types#become}. */
    void become(Object object, Object made);

    /** Whether objects of a class are of a type; arrays and primitive types are what they are to the VM. */
    boolean isSubtype(Class<?> type, Class<?> of);
}
