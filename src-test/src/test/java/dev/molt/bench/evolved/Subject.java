package dev.molt.bench.evolved;

/**
 * The program that is measured, in the old version or the new one; each method does {@link #OPERATIONS} operations of its kind. In the old
 * version, those with members that only the new one has do nothing.
 */
public interface Subject {
    /** How many operations one call does. */
    int OPERATIONS = 1000;

    /** Calls of an added static method. */
    int staticMethod(int x);

    /** Calls of an added private method. */
    int privateMethod(int x);

    /** Virtual calls of an added method that nobody overrides. */
    int leafVirtual(int x);

    /** Calls of an added interface method, receivers of one class. */
    int interfaceMethod(int x);

    /** Virtual calls of an added method, receivers of eight classes with one of their own each. */
    int eightClasses(int x);

    /** Calls of an added interface method, receivers of eight classes. */
    int eightImplementors(int x);

    /** Reads and writes of an added static field. */
    int staticField(int x);

    /** Reads of an added field of one object, each anew. */
    int fieldRead(int x);

    /** Reads and writes of an added field of one object. */
    int fieldUpdate(int x);

    /** Reads of an added field of each of {@link #OPERATIONS} objects. */
    int fieldScan(int x);

    /** Objects made by an added constructor. */
    int constructor(int x);

    /** Code of a class that stays as it was, which calls others that stay. */
    int unaffectedCaller(int x);

    /** Calls of a method that an added override has been made to ask, receivers of a class without one. */
    int unaffectedReceiver(int x);
}
