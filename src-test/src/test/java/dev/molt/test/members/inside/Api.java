package dev.molt.test.members.inside;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every public method of the JDK that is called on a member or takes one, found in the modules themselves. */
final class Api {
    private static final List<String> PACKAGES = List.of("java.base/java/lang/reflect", "java.base/java/lang/invoke",
            "java.base/java/lang/runtime", "jdk.unsupported/sun/reflect", "java.base/jdk/internal/reflect/ReflectionFactory.class");
    private static final List<String> UNSAFES = List.of("sun.misc.Unsafe", "jdk.internal.misc.Unsafe");
    private static final List<Class<?>> MEMBER_LIKE = List.of(Member.class, AnnotatedElement.class, AnnotatedType.class, Type.class,
            MethodHandle.class, VarHandle.class, MethodHandleInfo.class, MethodHandles.Lookup.class);
    /** They define classes out of bytes, wait, or have an answer of their own in each JVM. */
    private static final Set<String> LEFT_OUT = Set.of("wait", "notify", "notifyAll", "getClass", "hashCode", "defineClass", "defineHiddenClass",
            "defineHiddenClassWithClassData");

    private Api() {}

    /** In the same order in every JVM of a JDK. */
    static List<Method> all() throws Exception {
        Set<Method> methods = new LinkedHashSet<>();
        for (Class<?> type : classes()) {
            for (Method m : type.getMethods()) {
                if (m.isBridge() || m.isSynthetic() || LEFT_OUT.contains(m.getName())) continue;
                if (m.getDeclaringClass() == Object.class && !isMember(type)) continue;
                if (Modifier.isStatic(m.getModifiers()) ? takesMember(m) : isMember(type) || takesMember(m)) methods.add(m);
            }
        }
        for (String unsafe : UNSAFES) {
            for (Method m : Class.forName(unsafe).getMethods()) {
                if (m.getName().matches("objectFieldOffset|staticField.*|ensureClassInitialized|shouldBeInitialized|allocateInstance")) methods.add(m);
            }
        }
        List<Method> ordered = new ArrayList<>(methods);
        ordered.sort(Comparator.comparing(Method::toString));
        return ordered;
    }

    private static List<Class<?>> classes() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : PACKAGES) {
            Path folder = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + name);
            if (!Files.exists(folder)) continue;
            try (Stream<Path> files = Files.walk(folder, 1)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                    String path = file.subpath(2, file.getNameCount()).toString();
                    Class<?> type = Class.forName(path.substring(0, path.length() - 6).replace('/', '.'), false, null);
                    if (Modifier.isPublic(type.getModifiers())) classes.add(type);
                }
            }
        }
        return classes;
    }

    private static boolean isMember(Class<?> type) {
        return MEMBER_LIKE.stream().anyMatch(m -> m.isAssignableFrom(type));
    }

    private static boolean takesMember(Executable m) {
        return Stream.of(m.getParameterTypes()).anyMatch(p -> isMember(p) || p == Class.class);
    }
}
