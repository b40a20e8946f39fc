package dev.molt.engine.evolve;

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

        /** What a static method without parameters of a companion returns: the field's initialiser, which depends on nothing else. */
        record Computed(String companion, String method) implements Initial {}

        /**
         * The value of a field of the physical class that the logical one has no more, after assignment conversion (JLS 5.2): the type
         * changed, or static became instance.
         */
        record Converted(Member from, boolean fromStatic) implements Initial {}
    }
}
