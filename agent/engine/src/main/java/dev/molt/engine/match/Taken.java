package dev.molt.engine.match;

import java.util.function.Predicate;

/** Names that a new class or method must not get. */
public interface Taken {
    /**
     * Whether the loader has a class of this name, or would find one with other contents than the one that is offered under it.
     *
     * @param internalName a name that the running version, as it was given, does not have
     */
    boolean type(String internalName);

    /**
     * Whether the class has, or once had, a method of this name that the running version no longer declares: a live lambda may still
     * use it.
     */
    boolean method(String internalName, String name);

    /** Where no class has changed its shape yet. */
    static Taken types(Predicate<String> types) {
        return new Taken() {
            @Override
            public boolean type(String internalName) {
                return types.test(internalName);
            }

            @Override
            public boolean method(String internalName, String name) {
                return false;
            }
        };
    }
}
