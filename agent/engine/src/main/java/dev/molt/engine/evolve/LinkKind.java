package dev.molt.engine.evolve;

/**
 * What an {@code invokedynamic} of ours stands for. The bootstrap method is
 * {@code dev.molt.boot.Linkage.link(Lookup, String name, MethodType type, String kind, String owner, String descriptor)}: {@code kind} is
 * the constant's name, {@code owner} the internal name in the reference, {@code descriptor} that of the member. The name of the call
 * site is the member's; of a constructor, {@code init}.
 *
 * <p>O is the owner, T the field's type, (A)R the method's descriptor, H the class that the code belongs to (its companion stands for it).
 */
public enum LinkKind {
    /** {@code (O A)R}: virtual or interface call. */
    VIRTUAL,
    /** {@code (O A)R}: the method that O itself declares (private methods), whatever the receiver's class. */
    SPECIAL,
    /** {@code (H A)R}: the method that {@code super.m()} in H means; the owner is as written: a superclass or a direct superinterface. */
    SUPER,
    /** {@code (A)R}. */
    STATIC,
    /** {@code (A)O}: a new object. */
    NEW,
    /** {@code (A)V}: hands arguments over to the next call of the carrier on this thread. */
    STASH,
    /** {@code (Object A)V}: runs a constructor of O on an object that is there. */
    INIT,
    /** {@code ()V}: tells the next call of O's passage on this thread to let through. */
    PASS,
    /** {@code ()Object[]}, at the start of a carrier of O: null, or what was handed over; element 0 is the path (Integer), then the arguments, boxed. */
    TAKE,
    /** {@code (O)T}. */
    GET,
    /** {@code (O T)V}; also initialising writes to final fields. */
    PUT,
    /** {@code (O)V}: the object is new, so the field begins with the default value of its type, whatever older objects begin with. */
    FRESH,
    /** {@code ()T}. */
    GET_STATIC,
    /** {@code (T)V}; also initialising writes to final fields. */
    PUT_STATIC,
    /** {@code (O)Z}, in a prologue of O's own method: does the receiver's class have an override that the VM does not know? */
    OVERRIDDEN,
    /** {@code (O A)R}, in a prologue: that override. */
    OVERRIDE,
    /** {@code (Object)Z}: instanceof O, for a type that the VM would answer wrongly or may not show to this code. */
    INSTANCE,
    /** {@code (Object)Object}: cast to O, likewise. The result is of type O only as far as the VM knows; it is used by calls of ours alone. */
    CAST,
    /** {@code ()Lookup}: what {@code MethodHandles.lookup()} gives in H. */
    LOOKUP
}
