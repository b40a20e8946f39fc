package dev.molt.engine.evolve;

/** Where the code of a method of the logical class is to be found. */
public sealed interface MethodPlace {
    /** In the physical class, as a method of the same name, descriptor and kind (static or instance, abstract or concrete). */
    record Physical() implements MethodPlace {}

    /**
     * In a companion, as a public static method. Of an instance method, the receiver is the first parameter.
     *
     * @param companion internal name of the companion
     * @param descriptor of the companion's method, receiver included
     */
    record Beside(String companion, String name, String descriptor) implements MethodPlace {}

    /**
     * A constructor that the physical class lacks: one branch of a constructor that it has (the carrier), chosen by arguments that are
     * handed over before the call.
     *
     * @param carrier descriptor of the constructor that the physical class has
     * @param path number of the branch, unique within the class
     */
    record Through(String carrier, int path) implements MethodPlace {}

    /** Nowhere: it is abstract, and the physical class does not declare it. */
    record Nowhere() implements MethodPlace {}
}
