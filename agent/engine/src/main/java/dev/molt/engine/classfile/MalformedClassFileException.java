package dev.molt.engine.classfile;

/** Bytes that are no class file, or none that this version of Molt can read. The message says which, for people. */
public final class MalformedClassFileException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedClassFileException(String message) {
        super(message);
    }

    MalformedClassFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
