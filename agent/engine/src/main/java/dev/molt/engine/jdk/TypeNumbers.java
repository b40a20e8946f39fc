package dev.molt.engine.jdk;

import dev.molt.engine.evolve.Member;

/**
 * By which numbers {@code dev.molt.boot.Overrides} knows the questions that the JDK's own code asks about one of its interfaces; the same
 * as long as the JVM lives.
 */
public interface TypeNumbers {
    /** Does an object that the VM does not take for one of this interface have it? */
    int gained(Class<?> type);

    /** Has an object that the VM takes for one of this interface lost it? */
    int lost(Class<?> type);

    /** What such a call means for a receiver that has the interface to the program alone. */
    int call(Class<?> type, Member method);

    /** The companion of the interface, in which its bodies stand for such receivers, is there. */
    void companion(Class<?> type, java.util.Set<Member> bodies, String internalName);
}
