package dev.molt.engine.view;

import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes the reflective objects of evolved classes: declared as the mirror's, of the evolved class, with the slot of the VM where the VM has
 * the member, and with an accessor of ours where it has not.
 */
final class Generations {
    /** No method has it, and the VM says so; for a field there is no such number. */
    static final int NO_SLOT = 0xFFFF;

    private final Evolved evolved;
    private final JdkMembers jdk;
    private final Mirrors mirrors;
    private final Accessors accessors;
    private final Roots<Ours> roots;

    Generations(Evolved evolved, JdkMembers jdk, Mirrors mirrors, Accessors accessors, Roots<Ours> roots) {
        this.evolved = evolved;
        this.jdk = jdk;
        this.mirrors = mirrors;
        this.accessors = accessors;
        this.roots = roots;
    }

    Generation of(Class<?> type, Evolution evolution) {
        Class<?> mirror = mirrors.define(type, evolution);
        List<Object> kept = new ArrayList<>();
        Listed<Method> methods = Listed.of(() -> methods(type, evolution, mirror, kept));
        Listed<Field> fields = Listed.of(() -> fields(type, evolution, mirror, kept));
        Listed<Constructor<?>> constructors = Listed.of(() -> constructors(type, evolution, mirror, kept));
        RecordComponent[] components = mirror.isRecord() ? jdk.components(mirror) : new RecordComponent[0];
        for (RecordComponent component : components) adopt(component, type, methods.or(new Method[0]), mirror);
        return new Generation(evolution, mirror, kept, methods, fields, constructors, components);
    }

    private Method[] methods(Class<?> type, Evolution evolution, Class<?> mirror, List<Object> kept) {
        Map<Member, Method> physical = new HashMap<>();
        for (Method m : Listed.of(() -> jdk.methods(type, false)).or(new Method[0])) physical.put(member(m), m);
        Method[] result = jdk.methods(mirror, false);
        for (int i = 0; i < result.length; i++) {
            Member member = member(result[i]);
            Method known = evolution.methods().get(member) instanceof MethodPlace.Physical ? physical.get(member) : null;
            Method root = jdk.as(result[i], type, known == null ? NO_SLOT : jdk.slot(known));
            boolean checked = type.isInterface() && !Modifier.isStatic(root.getModifiers()) && evolved.isDisputed(type)
                    || Arrays.stream(root.getParameterTypes()).anyMatch(evolved::isDisputed);
            if (known == null || checked || Modifier.isPrivate(known.getModifiers()) != Modifier.isPrivate(root.getModifiers())) {
                jdk.accessor(root, accessors.of(root, handle(kind(root), type, member)));
            }
            register(root, result[i], known != null, kept);
            result[i] = root;
        }
        return result;
    }

    private Constructor<?>[] constructors(Class<?> type, Evolution evolution, Class<?> mirror, List<Object> kept) {
        Map<Member, Constructor<?>> physical = new HashMap<>();
        for (Constructor<?> c : Listed.<Constructor<?>>of(() -> jdk.constructors(type, false)).or(new Constructor<?>[0])) physical.put(member(c), c);
        Constructor<?>[] result = jdk.constructors(mirror, false);
        for (int i = 0; i < result.length; i++) {
            Member member = member(result[i]);
            Constructor<?> known = evolution.methods().get(member) instanceof MethodPlace.Physical ? physical.get(member) : null;
            Constructor<?> root = jdk.as(result[i], type, known == null ? NO_SLOT : jdk.slot(known));
            boolean made = known != null && !evolution.instances().isOfOtherClass();
            if (!made) jdk.accessor(root, accessors.of(root, handle(LinkKind.NEW, type, member)));
            register(root, result[i], known != null, kept);
            result[i] = root;
        }
        return result;
    }

    private Field[] fields(Class<?> type, Evolution evolution, Class<?> mirror, List<Object> kept) {
        Field[] loaded = Listed.of(() -> jdk.fields(type, false)).or(new Field[0]);
        Field[] result = jdk.fields(mirror, false);
        for (int i = 0; i < result.length; i++) {
            Member member = member(result[i]);
            boolean isStatic = Modifier.isStatic(result[i].getModifiers());
            boolean isFinal = Modifier.isFinal(result[i].getModifiers());
            Field known = evolution.fields().get(member) instanceof FieldPlace.Physical ? find(loaded, member, isStatic) : null;
            boolean trusted = isFinal && (isStatic || mirror.isRecord());
            Field root = jdk.as(result[i], type, trusted, known == null ? slotOfOther(loaded, isStatic) : jdk.slot(known));
            if (known == null || Modifier.isFinal(known.getModifiers()) && !isFinal) accessors(root, type, member, isStatic, trusted);
            register(root, result[i], known != null, kept);
            result[i] = root;
        }
        return result;
    }

    private void accessors(Field root, Class<?> type, Member member, boolean isStatic, boolean trusted) {
        Supplier<MethodHandle> getter = handle(isStatic ? LinkKind.GET_STATIC : LinkKind.GET, type, member);
        Supplier<MethodHandle> setter = handle(isStatic ? LinkKind.PUT_STATIC : LinkKind.PUT, type, member);
        jdk.accessors(root, accessors.of(root, Modifier.isFinal(root.getModifiers()), getter, setter),
                accessors.of(root, trusted, getter, setter));
    }

    private void adopt(RecordComponent component, Class<?> type, Method[] methods, Class<?> mirror) {
        Method accessor = null;
        for (Method m : methods) {
            if (m.getName().equals(component.getName()) && m.getParameterCount() == 0) accessor = m;
        }
        jdk.adopt(component, type, accessor);
        roots.put(component, new Ours(mirror, true));
    }

    private void register(Object root, Object mirror, boolean known, List<Object> kept) {
        kept.add(mirror);
        roots.put(root, new Ours(mirror, known));
    }

    /** A field's slot is used by the VM unchecked. Should anything reach it that we do not guard, it is to be a field that exists. */
    private int slotOfOther(Field[] loaded, boolean isStatic) {
        for (Field f : loaded) {
            if (Modifier.isStatic(f.getModifiers()) == isStatic) return jdk.slot(f);
        }
        return loaded.length == 0 ? NO_SLOT : jdk.slot(loaded[0]);
    }

    /** Whether no reflection may write a field, accessible or not. */
    static boolean isReadOnly(Field field) {
        return Modifier.isFinal(field.getModifiers())
                && (Modifier.isStatic(field.getModifiers()) || field.getDeclaringClass().isRecord());
    }

    private Supplier<MethodHandle> handle(LinkKind kind, Class<?> type, Member member) {
        return () -> evolved.invoker(kind, type, member);
    }

    static LinkKind kind(Method method) {
        if (Modifier.isStatic(method.getModifiers())) return LinkKind.STATIC;
        return Modifier.isPrivate(method.getModifiers()) ? LinkKind.SPECIAL : LinkKind.VIRTUAL;
    }

    private static Field find(Field[] loaded, Member member, boolean isStatic) {
        return Arrays.stream(loaded).filter(f -> Modifier.isStatic(f.getModifiers()) == isStatic && member(f).equals(member))
                .findFirst().orElse(null);
    }

    static Member member(Method m) {
        return new Member(m.getName(), MethodType.methodType(m.getReturnType(), m.getParameterTypes()).toMethodDescriptorString());
    }

    static Member member(Constructor<?> c) {
        return new Member("<init>", MethodType.methodType(void.class, c.getParameterTypes()).toMethodDescriptorString());
    }

    static Member member(Field f) {
        return new Member(f.getName(), f.getType().descriptorString());
    }
}
