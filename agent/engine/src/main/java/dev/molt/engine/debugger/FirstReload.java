package dev.molt.engine.debugger;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.EngineThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Reloads a class of its own, and takes that back, on a thread of its own, when the agent starts in a JVM that may be debugged. A debugger
 * is told of each class that is prepared, our own included; while a breakpoint holds all threads these messages are kept in a queue, and once
 * that is full, after some hundred of them, the debugger's thread waits for ever. So our code has to be linked by then.
 */
final class FirstReload {
    private static final String NAME = "molt.Stage";
    private static final String STAGE = "dev/molt/engine/debugger/stage/";

    private final Function<Path, Reloads.Parts> apart;
    private volatile boolean done;

    /** @param apart a way into the engine whose updates stand in no history, and in an audit file that goes away */
    FirstReload(Function<Path, Reloads.Parts> apart) {
        this.apart = apart;
    }

    void begin() {
        EngineThreads.daemon("molt-first-reload", () -> DebuggerThread.as(this::run)).start();
    }

    /** Whether it has ended, well or not. */
    boolean isDone() {
        return done;
    }

    private void run() {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("molt-stage");
            Path file = folder.resolve(NAME.replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            byte[] second = classFile("Second");
            Files.write(file, second);
            Class<?> type = Class.forName(NAME, true, new Stage(classFile("First"), folder));
            Reloads.Parts parts = apart.apply(folder.resolve("audit.jsonl"));
            Reloads reloads = new Reloads(parts);
            reloads.receive(type, second);
            reloads.receive(type, second);
            reloads.refuse(type);
            Suspensions.holdingALock(true);
            parts.reverts().revert(null, null, "molt", false);
        } catch (Throwable t) {
            Console.tell("the reload that prepares the agent for a debugger failed; a reload may stop for ever while a breakpoint holds all threads", t);
        } finally {
            done = true;
            System.setProperty("molt.agent.debugger", "ready");
            if (folder != null) delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(p);
        } catch (IOException e) {
            // Two small files in the folder for temporary ones.
        }
    }

    private static byte[] classFile(String name) throws IOException {
        ClassLoader ours = FirstReload.class.getClassLoader();
        try (InputStream in = ours.getResourceAsStream(STAGE + name + ".classdata")) {
            if (in == null) throw new IOException("the agent jar lacks " + STAGE + name);
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in.readAllBytes()).accept(new ClassRemapper(writer, new SimpleRemapper(STAGE + name, NAME.replace('.', '/'))), 0);
            return writer.toByteArray();
        }
    }

    /** The loader of the class. */
    private static final class Stage extends ClassLoader {
        private final byte[] bytes;
        private final ProtectionDomain domain;

        Stage(byte[] bytes, Path folder) throws IOException {
            super("molt-stage", ClassLoader.getPlatformClassLoader());
            this.bytes = bytes;
            this.domain = new ProtectionDomain(new CodeSource(folder.toUri().toURL(), (Certificate[]) null), null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(NAME)) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length, domain);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals(NAME.replace('.', '/') + ".class") ? new ByteArrayInputStream(bytes) : null;
        }
    }
}
