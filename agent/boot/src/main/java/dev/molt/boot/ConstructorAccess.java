package dev.molt.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Calls a constructor that the VM does not know; the JDK's own interface is added in a subclass. */
public class ConstructorAccess {
    private final Class<?> declaring;
    private final Class<?>[] parameters;
    private final Target target;
    private volatile boolean initialised;

    /** @param target has {@code invoke} */
    public ConstructorAccess(Class<?> declaring, Class<?>[] parameters, Target target) {
        this.declaring = declaring;
        this.parameters = parameters;
        this.target = target;
    }

    public final Object newInstance(Object[] arguments) throws InstantiationException, InvocationTargetException {
        if (declaring.isEnum()) throw new IllegalArgumentException("Cannot reflectively create enum objects");
        if (Modifier.isAbstract(declaring.getModifiers())) throw new InstantiationException();
        if (!initialised) initialise();
        Arguments.check(parameters, arguments);
        MemberCall call = target.call();
        try {
            return call.invoke(null, arguments);
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }

    private void initialise() {
        Initialisation.of(declaring);
        initialised = true;
    }
}
