package dev.molt.test.observer;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassDefinition;
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
import java.util.function.Predicate;

/**
 * An agent that knows nothing of Molt, and does one thing each time that it is loaded: {@code look FILE [PREFIX]} writes to a file what
 * every class of the application (whose name starts so) looks like in the VM at this moment, {@code look-at-jdk FILE} does so for the
 * classes of the boot loader, {@code retransform} retransforms those of the application
 * all and changes nothing, as other agents do, {@code redefine CLASS FILE} gives a class other code, and {@code spoil CLASS} lets nobody redefine a
 * class any more.
 */
public final class Observer {

    private Observer() {}

    public static void agentmain(String command, Instrumentation instrumentation)
            throws IOException, UnmodifiableClassException, ClassNotFoundException {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "look" -> write(retransform(instrumentation, type -> ofTheApplication(type) && !thrownAway(type)
                    && type.getName().startsWith(words.length > 2 ? words[2] : "")), Path.of(words[1]));
            case "look-at-jdk" -> write(retransform(instrumentation, type -> type.getClassLoader() == null && !type.isHidden()
                    && type.getModule() == Object.class.getModule()), Path.of(words[1]));
            case "retransform" -> retransform(instrumentation, Observer::ofTheApplication);
            case "spoil" -> instrumentation.addTransformer(new Spoiler(words[1]), true);
            case "redefine" -> redefine(instrumentation, words[1], Files.readAllBytes(Path.of(words[2])));
            default -> throw new IllegalArgumentException(command);
        }
    }

    private static void redefine(Instrumentation instrumentation, String name, byte[] bytes)
            throws UnmodifiableClassException, ClassNotFoundException {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getName().equals(name)) instrumentation.redefineClasses(new ClassDefinition(type, bytes));
        }
    }

    private static Map<Class<?>, byte[]> retransform(Instrumentation instrumentation, Predicate<Class<?>> which)
            throws UnmodifiableClassException {
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
                if (which.test(type) && instrumentation.isModifiableClass(type)) wanted.add(type);
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

    /** What Molt defined to have it verified is no part of the application, and goes at some garbage collection. */
    private static boolean thrownAway(Class<?> type) {
        return type.getClassLoader().getClass().getName().startsWith("dev.molt.engine.");
    }

    /** Gives the class another shape whenever somebody redefines it, which the VM refuses. */
    private record Spoiler(String name) implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String internalName, Class<?> type, ProtectionDomain domain, byte[] bytes) {
            if (type == null || !type.getName().equals(name)) return null;
            try (InputStream in = Observer.class.getResourceAsStream("Observer.class")) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
