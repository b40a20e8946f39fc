package dev.molt.engine.verify;

import dev.molt.engine.classfile.ClassFile;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether this JVM takes class files of a version (JVMS 4.1). */
final class VersionCheck {
    /** Class files of Java N have major version N + 44. */
    private static final int OFFSET = 44;
    private static final int PREVIEW = 65535;

    private final int feature = Runtime.version().feature();

    /** The problem, if there is one. */
    Optional<String> problem(ClassFile file) {
        if (file.major() - OFFSET > feature) {
            return Optional.of("it is compiled for Java " + (file.major() - OFFSET) + " (class file version " + file.major()
                    + "), this JVM is Java " + feature);
        }
        if (file.minor() != PREVIEW) return Optional.empty();
        if (file.major() - OFFSET < feature) {
            return Optional.of("it uses preview features of Java " + (file.major() - OFFSET) + ", this JVM is Java " + feature);
        }
        return previewEnabled() ? Optional.empty() : Optional.of("it uses preview features, and this JVM runs without --enable-preview");
    }

    private static boolean previewEnabled() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().contains("--enable-preview");
    }
}
