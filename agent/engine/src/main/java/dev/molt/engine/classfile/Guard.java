package dev.molt.engine.classfile;

import java.util.Objects;
import java.util.function.Function;

/** Turns whatever reading garbage with ASM can throw into one checked exception. */
public final class Guard {
    private Guard() {}

    /**
     * Applies a reader to the bytes of a class file.
     *
     * @throws MalformedClassFileException when they are malformed
     */
    public static <T> T read(byte[] bytes, Function<byte[], T> reader) throws MalformedClassFileException {
        Outline.of(Objects.requireNonNull(bytes));
        try {
            return reader.apply(bytes);
        } catch (StackOverflowError e) {
            throw new MalformedClassFileException("malformed class file: something in it contains itself", e);
        } catch (RuntimeException | AssertionError e) { // ASM asserts what malformed type paths break
            String why = e.getMessage();
            throw new MalformedClassFileException("malformed class file" + (why == null ? "" : ": " + why), e);
        }
    }
}
