package dev.molt.engine.shape;

import dev.molt.engine.evolve.Member;
import java.util.Collection;
import java.util.List;

/** Knows who reads what. */
public interface Readers {
    /** Loaded classes of the application that read one of these static fields of the class. */
    List<Class<?>> of(Class<?> owner, Collection<Member> fields);
}
