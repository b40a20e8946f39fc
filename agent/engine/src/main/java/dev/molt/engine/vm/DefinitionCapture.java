package dev.molt.engine.vm;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What other agents make of class files when they are loaded: records the bytes of classes that a {@link ThrowAwayLoader} defines, as
 * they arrive at our place in the transformer chain.
 *
 * <p>HotSpot runs all transformers that can't retransform first, then those that can. So the one registration sees the work of the
 * first kind by agents that were loaded before us, the other one all work of the first kind and the second kind's of earlier agents.
 */
public final class DefinitionCapture implements AutoCloseable {
    private final Instrumentation instrumentation;
    private final Recorder recorder = new Recorder();

    /** @param canRetransform at which of the two places to record */
    public DefinitionCapture(Instrumentation instrumentation, boolean canRetransform) {
        this.instrumentation = instrumentation;
        instrumentation.addTransformer(recorder, canRetransform);
    }

    /** The bytes that arrived for a class that this loader defined, or null. */
    public byte[] of(ThrowAwayLoader loader, String binaryName) {
        return recorder.seen.getOrDefault(loader, Map.of()).get(binaryName);
    }

    @Override
    public void close() {
        instrumentation.removeTransformer(recorder);
    }

    private static final class Recorder implements ClassFileTransformer {
        private final Map<ClassLoader, Map<String, byte[]>> seen = new ConcurrentHashMap<>();

        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (loader instanceof ThrowAwayLoader && redefined == null) {
                seen.computeIfAbsent(loader, l -> new ConcurrentHashMap<>()).put(name.replace('/', '.'), bytes.clone());
            }
            return null;
        }
    }
}
