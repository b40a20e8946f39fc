package dev.molt.test.analysis.fork;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An agent that asks the VM for the bytes of loaded classes, and gives it new ones. */
public final class Vm {
    private static Instrumentation instrumentation;

    private Vm() {}

    public static void premain(String options, Instrumentation inst) {
        instrumentation = inst;
    }

    public static Class<?>[] loaded() {
        return instrumentation.getAllLoadedClasses();
    }

    public static boolean canChange(Class<?> type) {
        return instrumentation.isModifiableClass(type);
    }

    /** The bytes that the VM hands to a transformer, for each class. */
    public static Map<Class<?>, byte[]> bytes(List<Class<?>> types) throws Exception {
        Map<Class<?>, byte[]> seen = new ConcurrentHashMap<>();
        ClassFileTransformer recorder = new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (redefined != null) seen.put(redefined, bytes);
                return null;
            }
        };
        instrumentation.addTransformer(recorder, true);
        try {
            instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
        } finally {
            instrumentation.removeTransformer(recorder);
        }
        return seen;
    }

    public static byte[] bytes(Class<?> type) throws Exception {
        return bytes(List.of(type)).get(type);
    }

    public static void redefine(Map<Class<?>, byte[]> next) throws Exception {
        instrumentation.redefineClasses(next.entrySet().stream().map(e -> new ClassDefinition(e.getKey(), e.getValue()))
                .toArray(ClassDefinition[]::new));
    }

    public static void redefine(Class<?> type, byte[] bytes) throws Exception {
        redefine(Map.of(type, bytes));
    }
}
