package dev.molt.boot;

import java.lang.reflect.InvocationTargetException;

/** Invokes a method that the VM does not know; the JDK's own interface is added in a subclass. */
public class MethodAccess {
    private final Class<?> declaring;
    private final boolean isStatic;
    private final Class<?>[] parameters;
    private final Target target;
    private volatile boolean initialised;

    /** @param target has {@code invoke} */
    public MethodAccess(Class<?> declaring, boolean isStatic, Class<?>[] parameters, Target target) {
        this.declaring = declaring;
        this.isStatic = isStatic;
        this.parameters = parameters;
        this.target = target;
    }

    public final Object invoke(Object receiver, Object[] arguments) throws InvocationTargetException {
        if (isStatic) {
            if (!initialised) initialise();
        } else {
            Arguments.receiver(declaring, receiver);
        }
        Arguments.check(parameters, arguments);
        MemberCall call = target.call();
        try {
            return call.invoke(receiver, arguments);
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }

    /** How newer JDKs call caller-sensitive methods, of which an application has none. */
    public final Object invoke(Object receiver, Object[] arguments, Class<?> caller) throws InvocationTargetException {
        return invoke(receiver, arguments);
    }

    private void initialise() {
        Initialisation.of(declaring);
        initialised = true;
    }
}
