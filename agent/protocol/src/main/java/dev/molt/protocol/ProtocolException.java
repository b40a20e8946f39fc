package dev.molt.protocol;

import java.io.IOException;

/** The other side sent what this side does not understand. */
public final class ProtocolException extends IOException {
    public ProtocolException(String message) {
        super(message);
    }
}
