package dev.molt.engine.classfile;

import java.util.List;
import java.util.Objects;

/**
 * A method of a class file. The hashes do not depend on the order of the constant pool, and are 0 where there is nothing to hash.
 *
 * @param access flags of JVMS table 4.6-A
 * @param signature generic signature, or null
 * @param exceptions internal names of the Exceptions attribute
 * @param bodyHash instructions, exception table, stack and locals sizes; stack map frames follow from these
 * @param debugHash line numbers and local variables
 * @param annotationsHash annotations and type annotations of the method that the VM keeps
 * @param parameterAnnotationsHash annotations of its parameters that the VM keeps
 * @param defaultHash the default value of an annotation's element
 * @param parameters the MethodParameters attribute
 */
public record Method(int access, String name, String descriptor, String signature, List<String> exceptions, long bodyHash,
                     long debugHash, long annotationsHash, long parameterAnnotationsHash, long defaultHash,
                     List<Parameter> parameters) {

    /** An entry of the MethodParameters attribute; the name may be null. */
    public record Parameter(String name, int access) {}

    /** Whether the other one is this method, down to the last attribute that the VM knows. */
    boolean sameAs(Method other) {
        // By hand: what the language makes of a record's equals is linked when it is first called, which takes longer than many an update.
        boolean sameCode = access == other.access && bodyHash == other.bodyHash && debugHash == other.debugHash;
        boolean sameAnnotations = annotationsHash == other.annotationsHash && parameterAnnotationsHash == other.parameterAnnotationsHash
                && defaultHash == other.defaultHash;
        return sameCode && sameAnnotations && name.equals(other.name) && descriptor.equals(other.descriptor)
                && Objects.equals(signature, other.signature) && exceptions.equals(other.exceptions) && sameParameters(other.parameters);
    }

    private boolean sameParameters(List<Parameter> others) {
        if (parameters.size() != others.size()) return false;
        for (int i = 0; i < others.size(); i++) {
            Parameter a = parameters.get(i);
            Parameter b = others.get(i);
            if (a.access != b.access || !Objects.equals(a.name, b.name)) return false;
        }
        return true;
    }

    /** {@code total(int): long}. */
    public String text() {
        return Descriptors.method(name, descriptor);
    }

    public boolean isConstructor() {
        return name.equals("<init>");
    }

    public boolean isStaticInitializer() {
        return name.equals("<clinit>");
    }
}
