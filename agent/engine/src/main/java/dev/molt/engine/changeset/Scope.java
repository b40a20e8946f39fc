package dev.molt.engine.changeset;

import dev.molt.engine.vm.Loaders;

/** The class loaders that an update is meant for. */
public interface Scope {
    /** All that hold classes of it. */
    Scope EVERYWHERE = new Scope() {
        @Override
        public boolean covers(ClassLoader loader) {
            return true;
        }

        @Override
        public String text() {
            return null;
        }
    };

    boolean covers(ClassLoader loader);

    /** For people: the loader that it is about, or null for all. */
    String text();

    /** The loader of this id. */
    static Scope loader(String id) {
        return new Scope() {
            @Override
            public boolean covers(ClassLoader loader) {
                return Loaders.id(loader).equals(id);
            }

            @Override
            public String text() {
                return id;
            }
        };
    }

    /** A loader and its parents: what its classes can see. */
    static Scope seenBy(ClassLoader seeing) {
        return new Scope() {
            @Override
            public boolean covers(ClassLoader loader) {
                return Loaders.sees(seeing, loader);
            }

            @Override
            public String text() {
                return Loaders.id(seeing);
            }
        };
    }
}
