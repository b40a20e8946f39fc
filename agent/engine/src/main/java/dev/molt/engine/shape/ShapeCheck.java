package dev.molt.engine.shape;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * Changes of a class as a whole that no translation can hide: the VM answers {@code instanceof}, casts, array stores and
 * {@code invokeinterface} from the types that it gave the class when it loaded it, and live objects can't change theirs.
 */
final class ShapeCheck {
    private final String loader;
    private final List<Finding> findings = new ArrayList<>();

    ShapeCheck(String loader) {
        this.loader = loader;
    }

    /**
     * Compares.
     *
     * @param logical the running version as the program sees it
     * @param physical as the VM holds it
     * @param next the new version
     */
    List<Finding> check(ClassFile logical, ClassFile physical, ClassFile next) {
        String name = next.name();
        boolean marker = physical.isInterface() && (physical.access() & Opcodes.ACC_SYNTHETIC) != 0 && physical.methods().isEmpty();
        if (marker && kind(next) == Kind.CLASS) return findings;
        if (kind(physical).group != kind(next).group) {
            refuse(name, kind(logical).words + " becomes " + kind(next).words, "give the new one another name");
            return findings;
        }
        return findings;
    }

    private void refuse(String name, String problem, String remedy) {
        findings.add(Finding.refusal(name, loader, null, problem, remedy));
    }

    private static String dots(String internalName) {
        return internalName == null ? "none" : internalName.replace('/', '.');
    }

    private enum Kind {
        ANNOTATION("an annotation type", 0), INTERFACE("an interface", 1), ENUM("an enum", 2), RECORD("a record", 3), CLASS("a class", 3);

        final String words;
        /** Those of one group can become one another. */
        final int group;

        Kind(String words, int group) {
            this.words = words;
            this.group = group;
        }
    }

    private static Kind kind(ClassFile file) {
        if ((file.access() & Opcodes.ACC_ANNOTATION) != 0) return Kind.ANNOTATION;
        if (file.isInterface()) return Kind.INTERFACE;
        if (file.isRecord()) return Kind.RECORD;
        // The class of a constant with a body extends the enum and carries its flag; it is no enum of its own.
        return (file.access() & Opcodes.ACC_ENUM) != 0 && "java/lang/Enum".equals(file.superName()) ? Kind.ENUM : Kind.CLASS;
    }
}
