package dev.molt.engine.statics;

import org.objectweb.asm.tree.ClassNode;

/** The code of classes as an update will leave them. */
public interface NewVersion {
    /** Knows no class. */
    NewVersion NONE = name -> null;

    /** The class of an internal name, to be read alone; null where it is not known. */
    ClassNode find(String internalName);
}
