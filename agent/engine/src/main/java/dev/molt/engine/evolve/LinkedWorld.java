package dev.molt.engine.evolve;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The logical world at run time: where references that the VM can't resolve by itself are linked. */
public interface LinkedWorld extends Evolutions {
    /** Makes sure that the VM knows the classes that companions name, and that the modules of these classes may use them. Repeated at will. */
    void prepare(Collection<Evolution> evolutions);

    /**
     * Makes these evolutions the current ones of their classes, all at once. References that are linked from now on see them; call
     * sites that are linked already go on as before until {@link #relink()}.
     */
    Publication publish(Collection<Evolution> evolutions);

    /** Links all call sites anew that these evolutions or their undo may concern. */
    void relink(Collection<Evolution> changed);

    /** The number by which a method of a JDK class asks for overrides; the same as long as the JVM lives. */
    int overridable(Class<?> type, Member method);

    /**
     * Runs what is still to run of the static initialiser of an evolved class, if nobody has come first.
     *
     * @throws Throwable what the initialiser throws
     */
    void initialise(Class<?> type) throws Throwable;

    /**
     * Waits until the arguments that threads have handed over to constructors are taken: an instant, where threads run. False when it takes
     * too long.
     */
    boolean awaitHandOvers();

    /** The types that some object has to the program and not to the VM, or the other way round, by internal name, whatever the loader. */
    Set<String> disputed();

    /** The newest versions of all evolved classes, of all loaders. */
    Collection<Evolution> evolutions();

    /** Whether any class is evolved. */
    boolean any();

    /** Members of evolved classes that the VM does not find where they are declared: kept beside their class, or not there any more. */
    Set<Member> displaced();

    /** Methods that are synchronized no more, and so have left their physical classes, whose internal names these are. */
    Map<Member, Set<String>> unlocked();

    /** Whether this method of a companion is the code of a method as its class has it now. */
    boolean isCurrent(String companion, String method);

    /** Lets something look at the stacks of threads as the VM has them, companions and all. */
    <T> T asTheVmSees(Supplier<T> what);

    /** What a publication replaced. */
    interface Publication {
        /** Makes what was there before current again; the newest publication first. */
        void undo();
    }
}
