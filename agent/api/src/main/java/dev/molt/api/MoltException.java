package dev.molt.api;

/** The agent failed. The program runs on as it was. */
public final class MoltException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MoltException(String message) {
        super(message);
    }
}
