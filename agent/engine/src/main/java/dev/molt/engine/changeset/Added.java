package dev.molt.engine.changeset;

import java.security.ProtectionDomain;

/** A class that its loader can't find by itself and that is defined in it. */
public record Added(ClassLoader into, String loader, ProtectionDomain domain, ClassImage next) {

    public String name() {
        return next.file().name();
    }

    @Override
    public String toString() {
        return "new " + name() + " in " + loader;
    }
}
