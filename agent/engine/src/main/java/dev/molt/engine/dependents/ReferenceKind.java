package dev.molt.engine.dependents;

import org.objectweb.asm.Opcodes;

/** How a class refers to another class, or to a member of it. */
public enum ReferenceKind {
    CALL_VIRTUAL("calls", true),
    CALL_SPECIAL("calls", true),
    CALL_STATIC("calls", true),
    CALL_INTERFACE("calls", true),
    READ_FIELD("reads", true),
    WRITE_FIELD("writes", true),
    READ_STATIC("reads", true),
    WRITE_STATIC("writes", true),
    /** A REF_getField method handle constant; the following likewise, in the order of JVMS table 5.4.3.5-A. */
    HANDLE_READ_FIELD("has a handle that reads", true),
    HANDLE_READ_STATIC("has a handle that reads", true),
    HANDLE_WRITE_FIELD("has a handle that writes", true),
    HANDLE_WRITE_STATIC("has a handle that writes", true),
    HANDLE_VIRTUAL("has a handle of", true),
    HANDLE_STATIC("has a handle of", true),
    HANDLE_SPECIAL("has a handle of", true),
    HANDLE_NEW("has a handle of", true),
    HANDLE_INTERFACE("has a handle of", true),
    /** Sets an element of an annotation: owner is the annotation's type, the descriptor is empty. */
    ANNOTATION_ELEMENT("sets the annotation element", true),
    /** Names an enum constant in an annotation: descriptor is that of the enum. */
    ANNOTATION_ENUM("names in an annotation", true),

    NEW("creates", false),
    CAST("casts to", false),
    INSTANCEOF("tests for", false),
    CLASS_CONSTANT("names the class", false),
    CATCH("catches", false),
    ARRAY("makes arrays of", false),
    /** In the descriptor of a member that it declares or uses. */
    DESCRIPTOR("has in a descriptor", false),
    THROWS("declares to throw", false),
    EXTENDS("extends", false),
    IMPLEMENTS("implements", false),
    /** In the descriptor of a dynamic call or of a MethodType constant, which the VM resolves with it. */
    METHOD_TYPE("has in a method type", false),
    ANNOTATION("is annotated with", false),
    /** Either way: what it nests, and what nests it. */
    INNER("is nested with", false),
    NEST("is of one nest with", false),
    PERMITS("permits as a subclass", false),
    RECORD("has as a record component", false),
    /** In a generic signature only. */
    SIGNATURE("has in a generic signature", false);

    private static final ReferenceKind[] ALL = values();
    private static final int MEMBER_KINDS = NEW.ordinal();

    private final String words;
    private final boolean member;

    ReferenceKind(String words, boolean member) {
        this.words = words;
        this.member = member;
    }

    /** A verb for people: {@code calls}. */
    public String words() {
        return words;
    }

    /** Whether it is a member that is referred to, not a class alone. */
    public boolean isMember() {
        return member;
    }

    /** Whether it is a handle constant, as method references and lambdas have it. */
    public boolean isHandle() {
        return ordinal() >= HANDLE_READ_FIELD.ordinal() && ordinal() <= HANDLE_INTERFACE.ordinal();
    }

    static ReferenceKind ofHandle(int tag) {
        return ALL[HANDLE_READ_FIELD.ordinal() + tag - Opcodes.H_GETFIELD];
    }

    /** A bit of its own among the kinds of members, or among those of classes. */
    int bit() {
        return 1 << (member ? ordinal() : ordinal() - MEMBER_KINDS);
    }
}
