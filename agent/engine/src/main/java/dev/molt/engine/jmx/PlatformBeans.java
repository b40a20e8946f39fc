package dev.molt.engine.jmx;

import dev.molt.engine.program.Operations;
import dev.molt.engine.vm.InternalAccess;
import java.lang.invoke.MethodHandles;

/**
 * Registers the MBean with the platform MBean server, once. A server that is not there is made only on request: making it takes a tenth of a
 * second of a JVM's start, starts the JDK's logging, and comes too early for applications that set properties for either.
 */
public final class PlatformBeans {
    private static final String MODULE = "java.management";

    private final Operations operations;
    private final InternalAccess access;
    private boolean done;

    public PlatformBeans(Operations operations, InternalAccess access) {
        this.operations = operations;
        this.access = access;
    }

    /** Registers, and makes the platform MBean server when there is none. */
    public void register() {
        if (isHere()) register(true);
        else System.err.println("molt: there is no MBean: this runtime has no module " + MODULE);
    }

    /** Registers where the application, or a client like jconsole, has made the platform MBean server. */
    public void registerIfServed() {
        if (isHere()) register(false);
    }

    private static boolean isHere() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    private synchronized void register(boolean make) {
        if (done) return;
        try {
            done = make || PlatformServer.isThere(lookup()) ? PlatformServer.register(operations) : done;
        } catch (Exception | LinkageError e) {
            done = true;
            System.err.println("molt: the MBean could not be registered: " + e);
        }
    }

    private MethodHandles.Lookup lookup() {
        return access.trustedLookup();
    }
}
