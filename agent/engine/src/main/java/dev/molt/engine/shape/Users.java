package dev.molt.engine.shape;

import dev.molt.engine.evolve.Member;
import java.util.Collection;
import java.util.List;

/** Knows who names what. */
public interface Users {
    /** The class itself, and loaded classes of the application that name one of these members by the class or by a subclass of it. */
    List<Class<?>> of(Class<?> owner, Collection<Member> members);

    /** Loaded classes of the application that refer to a class in any way. */
    List<Class<?>> of(String internalName);

    /** Loaded classes of the application that refer to a member by this owner. */
    List<Class<?>> of(String owner, Member member);
}
