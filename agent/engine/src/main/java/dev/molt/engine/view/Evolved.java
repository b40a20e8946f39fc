package dev.molt.engine.view;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** What the view needs to know of the logical world. */
public interface Evolved {
    /** The live evolution of a class. Called often: must be quick for classes that never evolved, and never load or initialise one. */
    Optional<Evolution> of(Class<?> type);

    /** Whether objects of a type are others to the VM than to the program. */
    boolean isDisputed(Class<?> type);

    /**
     * A handle that does what a call site of that kind does, of the type that {@link LinkKind} gives, for a member that the class
     * declares; the accesses of VIRTUAL, SPECIAL, STATIC, NEW, GET, PUT, GET_STATIC and PUT_STATIC are asked for. Without access checks.
     *
     * @throws NoSuchMethodError when the class declares it no more; or a NoSuchFieldError
     */
    MethodHandle handle(LinkKind kind, Class<?> owner, Member member);

    /** The same for reflection, whose receivers may be instances of the owner to the program alone: an Object comes first then. */
    MethodHandle invoker(LinkKind kind, Class<?> owner, Member member);

    /**
     * A handle of the type {@code (H A)R} that does what {@code super.m()} in H does.
     *
     * @param owner a superclass or a direct superinterface of the caller
     */
    MethodHandle ofSuper(Class<?> caller, Class<?> owner, Member member);

    /**
     * A variable handle to a field that the class declares and that the VM does not have in this class, or has with other flags.
     *
     * @param receiver the type of the coordinate of an instance field: the class or a subclass
     */
    VarHandle variable(Class<?> owner, Class<?> receiver, Member member, boolean readOnly);

    /** The class that an object is of, which may be one that the VM does not have. */
    Class<?> classOf(Object object);
}
