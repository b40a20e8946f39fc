package dev.molt.engine.shape;

import dev.molt.engine.evolve.Member;
import java.util.Collection;
import java.util.List;

/** Knows who reads what. */
public interface Readers {
    /** Loaded classes of the application that read one of these static fields of the class. */
    List<Class<?>> of(Class<?> owner, Collection<Member> fields);

    /** Loaded classes of the application that refer to a class in any way. */
    List<Class<?>> usersOf(String internalName);

    /** Loaded classes of the application that refer to a member by this owner. */
    List<Class<?>> usersOf(String owner, String name, String descriptor);
}
