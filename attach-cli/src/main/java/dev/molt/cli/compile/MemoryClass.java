package dev.molt.cli.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.function.Supplier;
import javax.tools.SimpleJavaFileObject;

/** A class file that the compiler reads, or one that it writes and that stays in memory. */
final class MemoryClass extends SimpleJavaFileObject {
    private final String name;
    private Supplier<byte[]> bytes;

    /**
     * @param name internal name
     * @param bytes the class file, asked for when it is needed
     */
    MemoryClass(String name, Supplier<byte[]> bytes) {
        super(URI.create("memory:///" + name.replace("$", "%24") + Kind.CLASS.extension), Kind.CLASS);
        this.name = name;
        this.bytes = bytes;
    }

    String internalName() {
        return name;
    }

    byte[] bytes() {
        return bytes.get();
    }

    @Override
    public InputStream openInputStream() {
        return new ByteArrayInputStream(bytes.get());
    }

    @Override
    public OutputStream openOutputStream() {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                byte[] written = toByteArray();
                bytes = () -> written;
            }
        };
    }
}
