package dev.molt.protocol.source;

/** A file is not the class file that it should be. The message says what is wrong with it, as a sentence about the file. */
final class MalformedClassFile extends Exception {
    MalformedClassFile(String message) {
        super(message);
    }
}
