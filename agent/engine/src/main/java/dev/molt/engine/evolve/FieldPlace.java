package dev.molt.engine.evolve;

import java.util.List;

/** Where the value of a field of the logical class is kept. */
public sealed interface FieldPlace {
    /** In the physical class, as a field of the same name, descriptor and kind (static or instance). */
    record Physical() implements FieldPlace {}

    /**
     * An instance field, kept in an object of a state class beside each instance. The state class has a public field of that name and
     * descriptor (volatile where the logical one is), and a public constructor without parameters.
     *
     * @param stateClass internal name
     * @param initial value for instances that were made before the field was there
     */
    record InState(String stateClass, Initial initial) implements FieldPlace {}

    /**
     * A static field, kept in a holder class that has a public static field (never final) of that name and descriptor.
     *
     * @param holder internal name
     */
    record InHolder(String holder) implements FieldPlace {}

    /** What an added instance field holds in an object that is older than the field. */
    sealed interface Initial {
        /** The default value of its type (JVMS 2.3, 2.4). */
        record Default() implements Initial {}

        /**
         * What a static method of a companion returns, or the default value of the type where it throws an exception.
         *
         * @param from fields of the physical class; the method gets the object, and then what it has in these
         */
        record Computed(String companion, String method, List<Member> from) implements Initial {
            public Computed {
                from = List.copyOf(from);
            }
        }

        /**
         * The value of a field of the physical class that the logical one has no more, converted to another type.
         *
         * @param otherwise what the field begins with where that value is none of its type
         */
        record Converted(Member from, boolean fromStatic, Initial otherwise) implements Initial {}
    }
}
