package dev.molt.engine.vm;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;

/**
 * Keeps an update alive where HotSpot would lose it.
 *
 * <p>When a retransforming agent has changed a class, HotSpot caches the class file from before; JDK 17 does not renew that cache when
 * the class is redefined, so that anybody's next retransformation brings the old code back. For such classes this transformer answers
 * with the bytes that the redefinition ended with. Registered only while there are such classes.
 */
public final class StaleCacheGuard {
    private final Instrumentation instrumentation;
    private final Map<Class<?>, Kept> current = new WeakHashMap<>();
    private final ClassFileTransformer transformer = new Transformer();
    private volatile Thread redefining;

    public StaleCacheGuard(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    private record Kept(byte[] stale, byte[] applied) {}

    /** A time in which class files pass. */
    public interface Quiet extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Lets what this thread redefines pass until closed: a class may be redefined with just the bytes that are stale, as when an update is
     * taken back.
     */
    public Quiet quiet() {
        redefining = Thread.currentThread();
        return () -> redefining = null;
    }

    /**
     * Retransformations of this class that start from {@code stale} are to go on from {@code applied}. Others, such as a debugger's
     * redefinition, pass.
     */
    public synchronized void keep(Class<?> type, byte[] stale, byte[] applied) {
        if (current.isEmpty()) instrumentation.addTransformer(transformer, true);
        current.put(type, new Kept(stale, applied));
    }

    /**
     * A class that is kept has been redefined once more.
     *
     * @param same whether these bytes are what the VM remembers, so that there is nothing to keep any more
     * @return false when the class is not kept
     */
    public synchronized boolean renew(Class<?> type, byte[] applied, BiPredicate<byte[], byte[]> same) {
        Kept kept = current.get(type);
        if (kept == null) return false;
        if (!same.test(kept.stale, applied)) {
            current.put(type, new Kept(kept.stale, applied));
            return true;
        }
        current.remove(type);
        if (current.isEmpty()) instrumentation.removeTransformer(transformer);
        return true;
    }

    private synchronized Kept kept(Class<?> type) {
        return current.get(type);
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined == null || redefining == Thread.currentThread()) return null;
            Kept kept = kept(redefined);
            return kept != null && Arrays.equals(bytes, kept.stale) ? kept.applied : null;
        }
    }
}
