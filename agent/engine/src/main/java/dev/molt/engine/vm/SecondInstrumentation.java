package dev.molt.engine.vm;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * One more {@link Instrumentation} of this JVM. A transformer that redefines or reads classes by one has to be registered with the other: in
 * a thread that runs a transformer, the JDK calls no other transformer of the same agent.
 */
public final class SecondInstrumentation {
    private static final String TAKER = "dev.molt.agent.SecondAgent";

    private SecondInstrumentation() {}

    /**
     * Lets the JDK load the agent's jar once more, as it does for a program whose manifest names a {@code Launcher-Agent-Class}.
     *
     * @throws UnsupportedOperationException when this JDK does not do so
     */
    public static Instrumentation load(InternalAccess access) {
        try {
            Class<?> taker = Class.forName(TAKER, true, ClassLoader.getSystemClassLoader());
            String jar = new File(taker.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
            Class<?> loader = Class.forName("sun.instrument.InstrumentationImpl", false, null);
            MethodHandle load = access.trustedLookup().findStatic(loader, "loadAgent", MethodType.methodType(void.class, String.class));
            load.invoke(jar);
            Instrumentation taken = (Instrumentation) taker.getMethod("taken").invoke(null);
            if (taken == null) throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") started no second agent");
            return taken;
        } catch (InternalError e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") did not load the agent's jar a second time", e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") does not load an agent twice: " + e, e);
        }
    }
}
