package dev.molt.api;

/** There is no Molt agent in this JVM, or none that understands this version of the API. */
public final class NoAgentException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NoAgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
