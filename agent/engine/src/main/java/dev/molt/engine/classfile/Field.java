package dev.molt.engine.classfile;

/**
 * A field of a class file.
 *
 * @param access flags of JVMS table 4.5-A
 * @param signature generic signature, or null
 * @param constantValue the ConstantValue attribute (boxed, Booleans and the like as Integer), or null
 * @param annotationsHash hash of the annotations that the VM keeps, 0 where there is none
 */
public record Field(int access, String name, String descriptor, String signature, Object constantValue, long annotationsHash) {

    /** {@code count: int}. */
    public String text() {
        return Descriptors.field(name, descriptor);
    }
}
