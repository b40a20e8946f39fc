package dev.molt.engine.dependents;

import java.lang.ref.WeakReference;

/** A loaded class as the key of an index: keeps neither it nor its loader alive. */
final class ClassKey {
    private final WeakReference<Class<?>> type;
    private final int hash;

    ClassKey(Class<?> type) {
        this.type = new WeakReference<>(type);
        this.hash = System.identityHashCode(type);
    }

    /** The class, or null when the application has dropped it. */
    Class<?> type() {
        return type.get();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        Class<?> mine = type();
        return mine != null && other instanceof ClassKey key && key.type() == mine;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
