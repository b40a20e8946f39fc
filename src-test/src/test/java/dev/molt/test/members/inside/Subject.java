package dev.molt.test.members.inside;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A member, or a class, and what one needs to call the JDK's methods on it. */
final class Subject {
    private final Class<?> type;
    private final AccessibleObject member;
    private final AccessibleObject accessible;
    private final Object instance;
    private final List<Lookup> lookups;

    /** @param find finds the member, a new object each time */
    Subject(Class<?> type, Supplier<? extends AccessibleObject> find) throws Exception {
        this.type = type;
        this.member = find.get();
        this.accessible = find.get();
        accessible.setAccessible(true);
        this.instance = instance(type);
        Lookup own = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        Lookup neighbour = (Lookup) type.getClassLoader().loadClass("app.Caller").getMethod("lookup").invoke(null);
        lookups = List.of(own, neighbour, MethodHandles.publicLookup(), own.dropLookupMode(Lookup.PRIVATE));
    }

    /** The class in a JVM that was started with it, or that got it. */
    static Object instance(Class<?> type) throws Exception {
        ClassLoader loader = type.getClassLoader();
        return switch (type.getSimpleName()) {
            case "Face" -> instance(loader.loadClass("app.Sub"));
            case "Shape" -> instance(loader.loadClass("app.Shape$Square"));
            case "Rec" -> made(type.getDeclaredConstructor(int.class), 1);
            case "Kind" -> type.getEnumConstants()[0];
            case "Mark" -> Arrays.stream(loader.loadClass("app.Plain").getAnnotations()).filter(type::isInstance).findFirst().orElseThrow();
            case "Caller" -> null;
            default -> made(type.getDeclaredConstructor());
        };
    }

    private static Object made(Constructor<?> constructor, Object... arguments) throws ReflectiveOperationException {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    @Override
    public String toString() {
        return member.toString();
    }

    AccessibleObject member() {
        return member;
    }

    Object instance() {
        return instance;
    }

    private String name() {
        return member instanceof Method m ? m.getName() : member instanceof Field f ? f.getName() : "<init>";
    }

    private MethodType methodType() {
        if (member instanceof Method m) return MethodType.methodType(m.getReturnType(), m.getParameterTypes());
        if (member instanceof Constructor<?> c) return MethodType.methodType(void.class, c.getParameterTypes());
        return MethodType.methodType(((Field) member).getType());
    }

    private Class<?> memberType() {
        return member instanceof Field f ? f.getType() : member instanceof Method m ? m.getReturnType() : type;
    }

    boolean isStatic() {
        return member instanceof Method m && Modifier.isStatic(m.getModifiers()) || member instanceof Field f && Modifier.isStatic(f.getModifiers());
    }

    /** Arguments that the member takes. */
    Object[] arguments() {
        if (member instanceof Field f) return new Object[] {sample(f.getType())};
        return Arrays.stream(((Executable) member).getParameterTypes()).map(Subject::sample).toArray();
    }

    /** The handle that an accessible member gives, or null. */
    MethodHandle handle() {
        try {
            Lookup lookup = MethodHandles.lookup();
            if (accessible instanceof Method m) return lookup.unreflect(m);
            return accessible instanceof Field f ? lookup.unreflectGetter(f) : lookup.unreflectConstructor((Constructor<?>) accessible);
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    VarHandle variable() {
        try {
            return accessible instanceof Field f ? lookups.get(0).unreflectVarHandle(f) : null;
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    /** What may be given where a parameter, or a receiver, has this type; the most sensible first. */
    List<Object> candidates(Class<?> wanted) {
        List<Object> all = new ArrayList<>();
        if (wanted.isInstance(member)) all.addAll(List.of(member, accessible));
        else if (wanted == Class.class) all.addAll(List.of(type, memberType(), Runnable.class));
        else if (wanted == Lookup.class) all.addAll(lookups);
        else if (wanted == String.class) all.addAll(List.of(name(), "nothing"));
        else if (wanted == MethodType.class) all.addAll(List.of(methodType(), MethodType.methodType(void.class)));
        else if (wanted == MethodHandle.class) all.add(handle());
        else if (wanted == VarHandle.class) all.add(variable());
        else if (wanted == VarHandle.AccessMode.class) all.addAll(List.of(VarHandle.AccessMode.GET, VarHandle.AccessMode.COMPARE_AND_SET));
        else if (wanted == Object[].class) all.addAll(Arrays.asList(arguments(), new Object[] {"text"}, new Object[] {(byte) 1}, new Object[9], null));
        else if (wanted == Class[].class) all.addAll(List.of(methodType().parameterArray(), new Class<?>[] {Object.class}));
        else if (wanted == MethodHandle[].class) all.add(new MethodHandle[] {handle()});
        else if (wanted == ClassLoader.class) all.add(type.getClassLoader());
        else if (wanted == Object.class) all.addAll(Arrays.asList(instance, "text", (short) 2, null));
        else if (wanted == List.class) all.add(List.of());
        else if (wanted.isPrimitive()) all.add(sample(wanted));
        else all.add(null);
        if (all.get(0) == null && all.size() == 1) return all;
        if (!wanted.isPrimitive() && !all.contains(null)) all.add(null);
        return all;
    }

    static Object sample(Class<?> type) {
        if (type == String.class) return "s";
        if (type == boolean.class) return true;
        if (type == char.class) return 'x';
        if (type == byte.class) return (byte) 1;
        if (type == short.class) return (short) 2;
        if (type == int.class) return 3;
        if (type == long.class) return 4L;
        if (type == float.class) return 5f;
        if (type == double.class) return 6d;
        if (type == Comparable.class || type == Object.class) return "o";
        if (type == Number.class) return 7;
        if (type == Map.class) return Map.of();
        if (type == List.class) return List.of();
        return type.isArray() ? Array.newInstance(type.getComponentType(), 1) : null;
    }
}
