package dev.molt.test.members.inside;

import java.io.PrintWriter;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Calls every public method of {@code java.lang.reflect}, {@code java.lang.invoke} and of the {@code Unsafe} classes that concerns a member
 * on every member of some classes, and writes down what came of it.
 */
public final class Sweep {
    /** Their arguments, but for the lookup and the name, are of no interest here. */
    private static final Set<String> ONCE = Set.of("StringConcatFactory", "SwitchBootstraps", "MethodHandles", "MethodType");
    private static final List<Class<?>> EXPANDED = List.of(Parameter.class, RecordComponent.class, AnnotatedType.class, Type.class,
            MethodHandleInfo.class);
    private static final Set<String> UNTOLD = Set.of("hashCode", "wait", "notify", "notifyAll", "getClass", "getDeclaringExecutable",
            "getDeclaringRecord", "getGenericDeclaration");
    private static final int DEPTH = 3;

    private final List<Method> api;
    private final PrintWriter out;

    private Sweep(List<Method> api, PrintWriter out) {
        this.api = api;
        this.out = out;
    }

    /** Of classes by name, separated by commas, into a file. */
    public static String run(String classes, String file) throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8))) {
            Sweep sweep = new Sweep(Api.all(), out);
            for (String name : classes.split(",")) sweep.type(Class.forName(name));
            return sweep.api.size() + " methods";
        }
    }

    private void type(Class<?> type) throws Exception {
        List<Method> queries = new ArrayList<>(Arrays.asList(Class.class.getMethods()));
        queries.sort(Comparator.comparing(Method::toString));
        for (Method query : queries) {
            if (query.getParameterCount() == 0 && !UNTOLD.contains(query.getName())) told(type.getName() + "." + query.getName(), query, type);
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) expand(type.getName() + " component " + component.getName(), component, 0);
        }
        for (Field f : sorted(type.getDeclaredFields())) {
            member(new Subject(type, () -> find(type.getDeclaredFields(), f)));
        }
        for (Constructor<?> c : sorted(type.getDeclaredConstructors())) {
            member(new Subject(type, () -> find(type.getDeclaredConstructors(), c)));
        }
        for (Method m : sorted(type.getDeclaredMethods())) {
            member(new Subject(type, () -> find(type.getDeclaredMethods(), m)));
        }
    }

    static <M extends AccessibleObject> M[] sorted(M[] members) {
        Arrays.sort(members, Comparator.comparing(Object::toString));
        return members;
    }

    static <M extends AccessibleObject> M find(M[] members, M wanted) {
        return Arrays.stream(members).filter(wanted::equals).findFirst().orElseThrow();
    }

    private void member(Subject subject) {
        expand(subject.toString(), subject.member(), 0);
        for (Method method : api) {
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            List<Object> receivers = isStatic ? Arrays.asList((Object) null) : receivers(method.getDeclaringClass(), subject);
            for (int i = 0; i < receivers.size(); i++) {
                List<Object[]> combinations = combinations(method.getParameterTypes(), subject);
                for (Object[] arguments : i == 0 && !ONCE.contains(method.getDeclaringClass().getSimpleName()) ? combinations : combinations.subList(0, 1)) {
                    if (isUnsafe(method.getDeclaringClass()) && !isSafe(arguments)) continue;
                    call(subject + " | " + i + " " + named(method), method, receivers.get(i), arguments, subject);
                }
            }
        }
    }

    private static List<Object> receivers(Class<?> type, Subject subject) {
        if (isUnsafe(type)) return List.of(singleton(type));
        List<Object> all = new ArrayList<>(subject.candidates(type));
        all.remove(null);
        return all;
    }

    /** They check nothing, and crash the VM by themselves when they are given null or a class without fields. */
    static boolean isUnsafe(Class<?> type) {
        return type.getName().endsWith("Unsafe") || type.getName().endsWith("ReflectionFactory");
    }

    private static boolean isSafe(Object[] arguments) {
        return Arrays.stream(arguments).noneMatch(a -> a == null || a instanceof Class<?> c && (c.isPrimitive() || c.isArray()));
    }

    private static Object singleton(Class<?> type) {
        try {
            if (type.getName().endsWith("ReflectionFactory")) return type.getMethod("getReflectionFactory").invoke(null);
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first candidates, and those that differ from them in one place. */
    private static List<Object[]> combinations(Class<?>[] types, Subject subject) {
        List<List<Object>> candidates = new ArrayList<>();
        for (Class<?> type : types) candidates.add(subject.candidates(type));
        Object[] first = candidates.stream().map(c -> c.get(0)).toArray();
        List<Object[]> all = new ArrayList<>();
        all.add(first);
        for (int i = 0; i < types.length; i++) {
            for (Object other : candidates.get(i).subList(1, candidates.get(i).size())) {
                Object[] next = first.clone();
                next[i] = other;
                all.add(next);
            }
        }
        return all;
    }

    static String named(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "/" + method.getParameterCount();
    }

    private void call(String label, Method method, Object receiver, Object[] arguments, Subject subject) {
        String given = label + Rendering.of(arguments);
        try {
            if (!method.canAccess(receiver)) method.setAccessible(true);
            Object result = method.invoke(receiver, arguments);
            out.println(given + " -> " + result(method, result));
            if (result instanceof MethodHandle handle && receiver instanceof MethodHandles.Lookup) use(given, handle, subject);
            if (result instanceof VarHandle handle && receiver instanceof MethodHandles.Lookup && subject.member() instanceof Field) {
                use(given, handle, subject);
            }
            if (result instanceof MethodHandleInfo info) expand(given, info, 1);
        } catch (InvocationTargetException e) {
            out.println(given + " -> " + Rendering.of(e.getCause()));
        } catch (IllegalAccessException | RuntimeException e) {
            // JDK 18 and later may take a NullPointerException of the method for one of its own
            Throwable thrown = e.getCause() instanceof NullPointerException cause ? cause : e;
            out.println(given + " -> " + Rendering.of(thrown));
        }
    }

    /** Where in memory something is, is told by nothing but that it is there. */
    private static String result(Method method, Object result) {
        return method.getName().endsWith("Offset") || method.getName().endsWith("FieldBase") ? method.getReturnType().getName()
                : Rendering.of(result);
    }

    private void use(String label, MethodHandle handle, Subject subject) {
        List<Object> right = new ArrayList<>(Arrays.asList(subject.arguments()));
        if (subject.member() instanceof Field && handle.type().returnType() != void.class) right.clear();
        boolean instance = handle.type().parameterCount() > right.size();
        if (instance) right.add(0, subject.instance());
        invoke(label + " used", handle, right);
        if (!instance) return;
        right.set(0, null);
        invoke(label + " used with null", handle, right);
        right.set(0, "text");
        invoke(label + " used with text", handle, right);
        invoke(label + " used with nothing", handle, List.of());
    }

    private void invoke(String label, MethodHandle handle, List<Object> arguments) {
        try {
            out.println(label + " -> " + Rendering.of(handle.invokeWithArguments(arguments)));
        } catch (Throwable e) {
            out.println(label + " -> " + Rendering.of(e));
        }
    }

    private void use(String label, VarHandle handle, Subject subject) {
        out.println(label + " -> " + handle.varType() + handle.coordinateTypes());
        for (VarHandle.AccessMode mode : VarHandle.AccessMode.values()) {
            String at = label + " " + mode;
            out.println(at + " -> " + handle.isAccessModeSupported(mode) + " " + handle.accessModeType(mode));
            List<Object> arguments = new ArrayList<>();
            if (!handle.coordinateTypes().isEmpty()) arguments.add(subject.instance());
            while (arguments.size() < handle.accessModeType(mode).parameterCount()) arguments.add(subject.arguments()[0]);
            invoke(at + " used", handle, mode, arguments);
            if (!handle.coordinateTypes().isEmpty()) arguments.set(0, null);
            invoke(at + " used with null", handle, mode, arguments);
        }
    }

    private void invoke(String label, VarHandle handle, VarHandle.AccessMode mode, List<Object> arguments) {
        try {
            invoke(label, handle.toMethodHandle(mode), arguments);
        } catch (UnsupportedOperationException e) {
            out.println(label + " -> " + Rendering.of(e));
        }
    }

    /** All that an object tells without being asked for anything in particular, and what those answers tell. */
    private void expand(String label, Object object, int depth) {
        if (depth > DEPTH || object == null || object instanceof Class) return;
        List<Method> methods = new ArrayList<>(Arrays.asList(interfaceOf(object).getMethods()));
        methods.sort(Comparator.comparing(Method::toString));
        for (Method method : methods) {
            if (Modifier.isStatic(method.getModifiers()) || UNTOLD.contains(method.getName())) continue;
            if (method.getParameterCount() == 0) {
                Object result = told(label + " " + method.getName(), method, object);
                for (Object each : result instanceof Object[] array ? array : new Object[] {result}) {
                    if (EXPANDED.stream().anyMatch(e -> e.isInstance(each))) expand(label + " " + method.getName(), each, depth + 1);
                }
            } else if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {Class.class})) {
                for (Class<?> asked : List.of(mark(object), Deprecated.class)) told(label + " " + method.getName() + asked, method, object, asked);
            }
        }
    }

    private static Class<? extends Annotation> mark(Object object) {
        try {
            return Class.forName("app.Mark", false, ClassLoader.getSystemClassLoader()).asSubclass(Annotation.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Implementations of these are not public. */
    private static Class<?> interfaceOf(Object object) {
        if (object instanceof MethodHandleInfo) return MethodHandleInfo.class;
        if (object instanceof TypeVariable) return TypeVariable.class;
        if (!Modifier.isPublic(object.getClass().getModifiers()) || object.getClass().getName().startsWith("sun.")) {
            for (Class<?> i : object.getClass().getInterfaces()) {
                if (i.getName().startsWith("java.lang.reflect.")) return i;
            }
        }
        return object.getClass();
    }

    private Object told(String label, Method method, Object receiver, Object... arguments) {
        try {
            Object result = method.invoke(receiver, arguments);
            out.println(label + " -> " + Rendering.of(result));
            return result;
        } catch (InvocationTargetException e) {
            out.println(label + " -> " + Rendering.of(e.getCause()));
        } catch (IllegalAccessException | RuntimeException e) {
            out.println(label + " -> not called: " + Rendering.of(e));
        }
        return null;
    }
}
