package dev.molt.engine.classfile;

import org.objectweb.asm.Opcodes;

/** Class file versions and the Java releases they came with (JVMS table 4.1-A). */
public final class ClassVersion {
    /** The oldest version there is. */
    static final int OLDEST = 45;
    /** The newest major version that the bundled ASM reads. */
    static final int NEWEST = Opcodes.V28;
    private static final int PREVIEW_MINOR = 0xFFFF;

    private ClassVersion() {}

    /** {@code version 69 (Java 25)}; a preview class file is told as such. */
    public static String text(int major, int minor) {
        return "version " + major + " (Java " + release(major) + (minor == PREVIEW_MINOR ? ", with preview features" : "") + ")";
    }

    /** The Java release that introduced a major version: 17 for 61, 1.4 for 48. */
    public static String release(int major) {
        int release = major - 44;
        return release < 5 ? "1." + release : Integer.toString(release);
    }

    static void check(int major, int minor) throws MalformedClassFileException {
        if (major < OLDEST) {
            throw new MalformedClassFileException("class file version " + major + "." + minor + ", which never existed");
        }
        if (major > NEWEST) {
            throw new MalformedClassFileException("class file " + text(major, minor) + " is newer than this Molt can read;"
                    + " the newest is " + text(NEWEST, 0));
        }
    }
}
