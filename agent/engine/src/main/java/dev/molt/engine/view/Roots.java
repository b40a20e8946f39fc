package dev.molt.engine.view;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/** What belongs to the reflective objects that we made, by identity, for as long as somebody has them. */
final class Roots<V> {
    private final ConcurrentHashMap<Key, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object root, ReferenceQueue<Object> queue) {
            super(root, queue);
            hash = System.identityHashCode(root);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) return true;
            Object mine = get();
            return mine != null && other instanceof Key key && key.get() == mine;
        }
    }

    /** Finds a key without being one, which would be a reference more for the collector. */
    private record Sought(Object root) {
        @Override
        public int hashCode() {
            return System.identityHashCode(root);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.refersTo(root);
        }
    }

    void put(Object root, V value) {
        for (Reference<?> r; (r = gone.poll()) != null; ) values.remove(r);
        values.put(new Key(root, gone), value);
    }

    /** Whether nobody has any of them any more. */
    boolean isEmpty() {
        for (Reference<?> r; (r = gone.poll()) != null; ) values.remove(r);
        return values.isEmpty();
    }

    /** The value, or null when the object is none of ours. */
    V get(Object root) {
        return values.get(new Sought(root));
    }
}
