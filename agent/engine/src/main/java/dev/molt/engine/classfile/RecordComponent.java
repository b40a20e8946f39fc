package dev.molt.engine.classfile;

/** A component of a record class; {@code signature} may be null, the hash is 0 where the VM keeps no annotation of it. */
public record RecordComponent(String name, String descriptor, String signature, long annotationsHash) {

    /** {@code amount: long}. */
    public String text() {
        return Descriptors.field(name, descriptor);
    }
}
