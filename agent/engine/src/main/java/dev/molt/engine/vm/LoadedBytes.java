package dev.molt.engine.vm;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.classfile.SlotField;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Reads the class file of a loaded class out of the VM without changing anything.
 *
 * <p>A retransformation hands the loaded bytes to our transformer, which keeps them and answers with a class file that the VM must
 * refuse ({@link SchemaBreaker}). So the live class is not even replaced by itself, which on JDK 17 would cost it its
 * MethodParameters. The bytes are the VM's own reconstruction: attributes that the VM does not keep are missing, and transformers that
 * stand before ours in the chain have been applied.
 *
 * <p>Several threads may read at once.
 */
public final class LoadedBytes {
    private final Instrumentation instrumentation;
    private final Hook hook = new Hook();
    private int users;
    private volatile Predicate<Class<?>> linked = type -> true;

    public LoadedBytes(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Keeps the transformer registered until closed, which makes many reads cheaper. Reads work without it, too. */
    public synchronized Reading begin() {
        if (users++ == 0) instrumentation.addTransformer(hook, true);
        return this::end;
    }

    private synchronized void end() {
        if (--users == 0) instrumentation.removeTransformer(hook);
    }

    /**
     * Tells which classes are linked. The VM links those that it hands out, which a debugger's thread may not let it do; for such a thread
     * there is nothing to read of the others.
     */
    public void linked(Predicate<Class<?>> known) {
        linked = known;
    }

    /** The loaded class file, or nothing when the VM does not hand it out (a hidden class, one that can't be linked). */
    public Optional<byte[]> read(Class<?> type) {
        if (!instrumentation.isModifiableClass(type) || type.isHidden() || type.isArray()) return Optional.empty();
        if (DebuggerThread.isCurrent() && !linked.test(type)) return Optional.empty();
        return capture(type, () -> instrumentation.retransformClasses(type));
    }

    /** What arrives at our place in the transformer chain when {@code type} is redefined with {@code bytes}; nothing is redefined. */
    public Optional<byte[]> throughRedefinition(Class<?> type, byte[] bytes) {
        return capture(type, () -> instrumentation.redefineClasses(new ClassDefinition(type, bytes)));
    }

    private Optional<byte[]> capture(Class<?> type, Redefinition redefinition) {
        Capture capture = hook.expect(type);
        try (Reading reading = begin()) {
            redefinition.run();
        } catch (UnsupportedOperationException | LinkageError | UnmodifiableClassException | ClassNotFoundException | InternalError expected) {
            // The refusal is what we asked for; when the VM refused for another reason, nothing was captured and we say so.
        } finally {
            hook.end();
        }
        return Optional.ofNullable(capture.bytes);
    }

    /** A time of many reads. */
    public interface Reading extends AutoCloseable {
        @Override
        void close();
    }

    private interface Redefinition {
        void run() throws UnmodifiableClassException, ClassNotFoundException;
    }

    /** What one thread waits for. */
    private static final class Capture {
        private final Class<?> type;
        private byte[] bytes;

        Capture(Class<?> type) {
            this.type = type;
        }
    }

    /** Answers each thread of ours for one class; everybody else's classes pass. */
    private static final class Hook implements ClassFileTransformer {
        private final Map<Thread, Capture> expected = new ConcurrentHashMap<>();

        Capture expect(Class<?> type) {
            Capture capture = new Capture(type);
            expected.put(Thread.currentThread(), capture);
            return capture;
        }

        void end() {
            expected.remove(Thread.currentThread());
        }

        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined == null) return null;
            Capture capture = expected.get(Thread.currentThread());
            if (capture == null || capture.type != redefined) return null;
            capture.bytes = SlotField.removed(bytes.clone());
            return SchemaBreaker.classFile(name);
        }
    }
}
