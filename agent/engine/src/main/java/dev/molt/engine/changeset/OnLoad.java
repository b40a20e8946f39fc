package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import java.security.ProtectionDomain;

/**
 * A class that is not loaded yet: its loader will find the old version, and gets the new one in its place.
 *
 * @param older the version that its loader would find, or null where that is not known
 * @param domain that of other classes of the loader, or null when it has none
 */
public record OnLoad(ClassLoader in, String loader, ProtectionDomain domain, ClassFile older, ClassImage next) {

    public String name() {
        return next.file().name();
    }

    @Override
    public String toString() {
        return "on load " + name() + " in " + loader;
    }
}
