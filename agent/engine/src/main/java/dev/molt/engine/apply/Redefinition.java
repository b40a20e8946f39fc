package dev.molt.engine.apply;

import dev.molt.engine.classfile.Kept;

/**
 * One class to be redefined.
 *
 * @param current what is loaded
 * @param target what it is to become
 * @param kept what of the target is as it is loaded
 * @param uncached whether the VM surely keeps no older class file beside the class
 * @param addSource whether to give it a SourceFile where it has none, so that frames of the code that it replaces can be recognised
 */
record Redefinition(Class<?> type, byte[] current, byte[] target, Kept kept, boolean uncached, boolean addSource) {

    /** Takes a class back to a version that it had. */
    static Redefinition back(Class<?> type, byte[] current, byte[] target) {
        return new Redefinition(type, current, target, Kept.NOTHING, false, false);
    }
}
