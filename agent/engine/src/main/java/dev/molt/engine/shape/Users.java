package dev.molt.engine.shape;

import dev.molt.engine.evolve.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows who names what. */
public interface Users {
    /** The class itself, and loaded classes of the application that name one of these members by the class or by a subclass of it. */
    List<Class<?>> of(Class<?> owner, Collection<Member> members);

    /** Those of some loaded classes that name one of these members by its owner. */
    Set<Class<?>> among(Set<Class<?>> classes, Map<String, Set<Member>> byOwner);

    /** Loaded classes of the application that refer to a class in any way. */
    List<Class<?>> of(String internalName);

    /** Loaded classes of the application that refer to a member by this owner. */
    List<Class<?>> of(String owner, Member member);
}
