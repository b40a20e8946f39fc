package dev.molt.engine.linkage;

import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.MethodPlace;
import java.lang.reflect.Modifier;

/**
 * A member that a class of the logical world declares.
 *
 * @param <P> what kind of place it has
 */
record Declared<P>(Class<?> by, int access, P place) {
    static Declared<MethodPlace> physicalMethod(Class<?> by, int access) {
        return new Declared<>(by, access, new MethodPlace.Physical());
    }

    static Declared<FieldPlace> physicalField(Class<?> by, int access) {
        return new Declared<>(by, access, new FieldPlace.Physical());
    }

    boolean isStatic() {
        return Modifier.isStatic(access);
    }

    boolean isAbstract() {
        return Modifier.isAbstract(access);
    }

    boolean isPrivate() {
        return Modifier.isPrivate(access);
    }

    boolean isPublicOrProtected() {
        return (access & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    boolean isPackagePrivate() {
        return (access & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }
}
