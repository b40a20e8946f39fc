package dev.molt.engine.diff;

import static dev.molt.engine.diff.Effect.EFFECTIVE;
import static dev.molt.engine.diff.Effect.NOT_RUN_AGAIN;
import static dev.molt.engine.diff.Effect.NOT_SEEN;

/**
 * The kinds of difference between two versions of a class, and what a stock HotSpot makes of each in
 * {@link java.lang.instrument.Instrumentation#redefineClasses}.
 */
public enum ChangeKind {
    METHOD_ADDED("method added", Remedy.NEW_METHOD),
    METHOD_REMOVED("method removed", Remedy.KEEP_METHOD),
    CONSTRUCTOR_ADDED("constructor added",
            "keep the constructors as they are and set the new values through an existing method; or restart the JVM"),
    CONSTRUCTOR_REMOVED("constructor removed",
            "keep the old constructor and let it delegate to what replaces it; or restart the JVM"),
    LAMBDA_ADDED("lambda added", "write it as a new class of its own that implements the interface; or restart the JVM"),
    LAMBDA_REMOVED("lambda removed", "keep as many lambdas, in the same methods and the same order, as before; or restart the JVM"),
    BRIDGE_ADDED("bridge method added", "keep return and parameter types as they are; or restart the JVM"),
    BRIDGE_REMOVED("bridge method removed", "keep return and parameter types as they are; or restart the JVM"),
    SYNTHETIC_METHOD_ADDED("compiler-made method added", Remedy.COMPILER_MADE),
    SYNTHETIC_METHOD_REMOVED("compiler-made method removed", Remedy.COMPILER_MADE),
    STATIC_INITIALIZER_ADDED("static initialiser added",
            "put the code into a new class and call it from an existing method; or restart the JVM"),
    STATIC_INITIALIZER_REMOVED("static initialiser removed", "keep the static initialiser, it has run already; or restart the JVM"),
    METHOD_MODIFIERS("method modifiers changed", "keep the modifiers as they were; or restart the JVM"),
    METHOD_NATIVE("native method changed", EFFECTIVE),
    METHOD_BODY("method body", EFFECTIVE),
    CONSTRUCTOR_BODY("constructor body", EFFECTIVE),
    LAMBDA_BODY("lambda body", EFFECTIVE),
    STATIC_INITIALIZER_BODY("static initialiser", NOT_RUN_AGAIN,
            "what it computed stays as it is; set the values from a method that runs, or restart the JVM"),
    DEBUG_INFO("line numbers or local variables", EFFECTIVE),
    METHOD_SIGNATURE("generic signature of a method", EFFECTIVE),
    METHOD_EXCEPTIONS("thrown exceptions", EFFECTIVE),
    METHOD_ANNOTATIONS("annotations of a method", EFFECTIVE),
    PARAMETER_ANNOTATIONS("annotations of parameters", EFFECTIVE),
    ANNOTATION_DEFAULT("default of an annotation element", EFFECTIVE),
    METHOD_PARAMETERS("names of parameters", EFFECTIVE),

    FIELD_ADDED("field added", "keep the new state in a new class, for example in a map keyed by the object; or restart the JVM"),
    FIELD_REMOVED("field removed", "leave the field in place, unused, until the next restart"),
    FIELD_TYPE("field type changed", "leave the old field in place and keep the new value in a new class; or restart the JVM"),
    FIELD_MODIFIERS("field modifiers changed", "keep the modifiers as they were; or restart the JVM"),
    FIELD_ORDER("fields reordered", "keep the fields in their old order"),
    CONSTANT_VALUE("constant value", NOT_RUN_AGAIN,
            "recompile the classes that use the constant, they have its value compiled in;"
                    + " whoever reads the field gets the old value until a restart"),
    FIELD_SIGNATURE("generic signature of a field", NOT_SEEN, Remedy.ONLY_REFLECTION),
    FIELD_ANNOTATIONS("annotations of a field", EFFECTIVE),

    SUPERCLASS("superclass changed", "keep the superclass and delegate to an object of the new one; or restart the JVM"),
    INTERFACE_ADDED("interface added", "hand out a new class that implements the interface and delegates; or restart the JVM"),
    INTERFACE_REMOVED("interface removed", "leave the interface in place until the next restart"),
    INTERFACE_ORDER("interfaces reordered", "keep the interfaces in their old order"),
    CLASS_MODIFIERS("class modifiers changed", "keep the modifiers as they were; or restart the JVM"),
    /** The VM takes it, but whoever has asked for it before goes on with what java.lang.Class remembers. */
    CLASS_SIGNATURE("generic signature of the class", NOT_SEEN, Remedy.ONLY_REFLECTION),
    CLASS_ANNOTATIONS("annotations of the class", EFFECTIVE),
    /** In annotations that no JVM makes anything of. */
    LANGUAGE_METADATA("metadata of the Kotlin or Scala compiler", EFFECTIVE),
    INNER_CLASS_FLAGS("modifiers of the nested class", NOT_SEEN, Remedy.ONLY_REFLECTION),
    INNER_CLASSES("inner classes", EFFECTIVE),
    NEST_HOST("nest host changed", "leave the class nested where it was; or restart the JVM"),
    NEST_MEMBERS("nest members changed", "make the new class a top-level one in a file of its own; or restart the JVM"),
    PERMITTED_SUBCLASSES("permitted subclasses changed", "keep the permits clause as it was; or restart the JVM"),
    RECORD_COMPONENTS("record components changed", "make it a new record with another name; or restart the JVM"),
    COMPONENT_SIGNATURE("generic signature of a record component changed",
            "keep the type arguments of the components; or restart the JVM"),
    COMPONENT_ANNOTATIONS("annotations of a record component", NOT_SEEN, Remedy.ONLY_REFLECTION),
    SOURCE_FILE("source file", EFFECTIVE),
    SOURCE_DEBUG_EXTENSION("source debug extension", EFFECTIVE),
    /** The new code is verified by its own version; the version that the VM remembers stays. */
    CLASS_VERSION("class file version", EFFECTIVE);

    private final String words;
    private final boolean structural;
    private final Effect effect;
    private final String remedy;

    /** A change of the frozen shape. */
    ChangeKind(String words, String remedy) {
        this(words, true, EFFECTIVE, remedy);
    }

    ChangeKind(String words, Effect effect) {
        this(words, false, effect, null);
    }

    ChangeKind(String words, Effect effect, String remedy) {
        this(words, false, effect, remedy);
    }

    ChangeKind(String words, boolean structural, Effect effect, String remedy) {
        this.words = words;
        this.structural = structural;
        this.effect = effect;
        this.remedy = remedy;
    }

    /** For people: {@code method added}. */
    public String words() {
        return words;
    }

    /** Whether a stock HotSpot refuses it with an UnsupportedOperationException. */
    public boolean structural() {
        return structural;
    }

    /** What becomes of it once accepted; of structural changes: what would become of it if the VM took it. */
    public Effect effect() {
        return effect;
    }

    /** What a person can do instead, or null where nothing is amiss. */
    public String remedy() {
        return remedy;
    }

    private static final class Remedy {
        static final String NEW_METHOD = "put the method into a new class and call it there; or restart the JVM";
        static final String KEEP_METHOD = "keep the old signature and delegate to what replaces it; or restart the JVM";
        static final String COMPILER_MADE = "a nested class, an assert or a switch made the compiler add or drop it: write it without;"
                + " or restart the JVM";
        static final String ONLY_REFLECTION = "only reflection can tell the difference; restart the JVM if something reads it";
    }
}
