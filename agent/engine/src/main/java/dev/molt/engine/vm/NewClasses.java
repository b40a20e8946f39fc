package dev.molt.engine.vm;

import java.security.ProtectionDomain;

/** Defines classes in the application's loaders. */
public final class NewClasses {
    private final InternalAccess access;

    public NewClasses(InternalAccess access) {
        this.access = access;
    }

    /**
     * Defines a class, without initialising it.
     *
     * @return false when the loader has defined a class of that name in the meantime
     */
    public boolean define(ClassLoader loader, String name, byte[] bytes, ProtectionDomain domain) {
        try {
            access.define(loader, name, bytes, domain);
            return true;
        } catch (LinkageError e) {
            if (e.getClass() != LinkageError.class) throw e;
            // HotSpot's plain LinkageError here says "duplicate class definition".
            return false;
        }
    }
}
