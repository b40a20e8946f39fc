package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;

/**
 * Where code lives.
 *
 * @param logical the class that it belongs to
 * @param physical the same as the VM has it
 * @param beside whether the code is in a companion, which is in the same package, but neither nest mate nor subclass of anything
 */
record Home(ClassFile logical, ClassFile physical, boolean beside) {
    String name() {
        return logical.internalName();
    }
}
