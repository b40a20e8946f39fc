package dev.molt.test.observer;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An agent that knows nothing of Molt. With an argument it writes to that file what every class of the application looks like in
 * the VM at this moment; without one it retransforms them all and changes nothing, as other agents do.
 */
public final class Observer {

    private Observer() {}

    public static void premain(String file, Instrumentation instrumentation) {}

    public static void agentmain(String file, Instrumentation instrumentation) throws IOException, UnmodifiableClassException {
        Map<Class<?>, byte[]> seen = retransform(instrumentation);
        if (file != null && !file.isEmpty()) write(seen, Path.of(file));
    }

    private static Map<Class<?>, byte[]> retransform(Instrumentation instrumentation) throws UnmodifiableClassException {
        Map<Class<?>, byte[]> seen = new HashMap<>();
        Thread self = Thread.currentThread();
        ClassFileTransformer recorder = new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
                if (type != null && Thread.currentThread() == self) seen.put(type, bytes);
                return null;
            }
        };
        instrumentation.addTransformer(recorder, true);
        try {
            List<Class<?>> wanted = new ArrayList<>();
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (ofTheApplication(type) && instrumentation.isModifiableClass(type)) wanted.add(type);
            }
            if (!wanted.isEmpty()) instrumentation.retransformClasses(wanted.toArray(new Class<?>[0]));
        } finally {
            instrumentation.removeTransformer(recorder);
        }
        return seen;
    }

    private static boolean ofTheApplication(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader() || type.isHidden()) return false;
        String name = type.getName();
        return !name.startsWith("dev.molt.") && !name.startsWith("io.opentelemetry.") && !name.startsWith("org.springframework.")
                && !name.startsWith("org.jacoco.");
    }

    private static void write(Map<Class<?>, byte[]> seen, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(seen.size());
            for (Map.Entry<Class<?>, byte[]> entry : seen.entrySet()) {
                out.writeInt(System.identityHashCode(entry.getKey().getClassLoader()));
                out.writeUTF(entry.getKey().getName());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        }
    }
}
