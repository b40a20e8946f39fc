package dev.molt.engine.view;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Evolution;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds members by name and type as a symbolic reference does (JVMS 5.4.3.2 to 5.4.3.4), among those that classes declare logically. */
final class LogicalMemberSearch {
    private final Evolved evolved;
    private final LiveView view;

    LogicalMemberSearch(Evolved evolved, LiveView view) {
        this.evolved = evolved;
        this.view = view;
    }

    /**
     * What was found.
     *
     * @param member null where there is none
     * @param natural whether the VM finds the same
     */
    record Found<M extends Member>(M member, boolean natural) {}

    /** Whether any class where a member may be found has evolved. */
    boolean concerned(Class<?> type) {
        if (type.isArray() || type.isPrimitive()) return false;
        for (Class<?> c = type; c != null; c = superclass(c)) {
            if (evolved.of(c).isPresent()) return true;
            for (Class<?> i : c.getInterfaces()) {
                if (concerned(i)) return true;
            }
        }
        return false;
    }

    Found<Method> method(Class<?> type, String name, MethodType descriptor) {
        boolean natural = true;
        for (Class<?> c : supertypes(type)) {
            Method found = declared(c, name, descriptor);
            if (found != null) return new Found<>(found, natural && isPhysical(c, found));
            natural &= !hasStale(c, name, descriptor.toMethodDescriptorString(), true);
        }
        return new Found<>(null, natural);
    }

    private Method declared(Class<?> c, String name, MethodType descriptor) {
        Generation g = view.generation(c);
        for (Method m : g == null ? c.getDeclaredMethods() : g.methods()) {
            if (m.getName().equals(name) && m.getReturnType() == descriptor.returnType()
                    && MethodType.methodType(m.getReturnType(), m.getParameterTypes()).equals(descriptor)) return m;
        }
        return null;
    }

    Found<Field> field(Class<?> type, String name, Class<?> fieldType) {
        boolean natural = true;
        for (Class<?> c : supertypes(type)) {
            Generation g = view.generation(c);
            for (Field f : g == null ? c.getDeclaredFields() : g.fields()) {
                if (f.getName().equals(name) && f.getType() == fieldType) return new Found<>(f, natural && isPhysical(c, f));
            }
            natural &= !hasStale(c, name, fieldType.descriptorString(), false);
        }
        return new Found<>(null, natural);
    }

    Found<Constructor<?>> constructor(Class<?> type, MethodType descriptor) {
        for (Constructor<?> c : view.generation(type).constructors()) {
            if (MethodType.methodType(void.class, c.getParameterTypes()).equals(descriptor)) return new Found<>(c, isPhysical(type, c));
        }
        return new Found<>(null, !hasStale(type, "<init>", descriptor.toMethodDescriptorString(), true));
    }

    /** Classes first, from the class upwards, then interfaces, the more specific ones first. */
    private Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        Deque<Class<?>> interfaces = new ArrayDeque<>();
        for (Class<?> c = type; c != null; c = superclass(c)) {
            all.add(c);
            interfaces.addAll(Set.of(c.getInterfaces()));
        }
        if (type.isInterface()) all.add(Object.class);
        while (!interfaces.isEmpty()) {
            Class<?> next = interfaces.remove();
            all.add(next);
            interfaces.addAll(Set.of(next.getInterfaces()));
        }
        return all;
    }

    private Class<?> superclass(Class<?> c) {
        return view.superclass(c, c.getSuperclass());
    }

    /** Whether the VM has the member as reflection shows it, with the same flags. */
    boolean isPhysical(Member member) {
        return isPhysical(member.getDeclaringClass(), member);
    }

    private boolean isPhysical(Class<?> c, Member member) {
        Optional<Evolution> evolution = evolved.of(c);
        if (evolution.isEmpty()) return true;
        if (!view.known(member)) return false;
        ClassFile physical = evolution.get().physicalFile();
        int access = member instanceof Field f ? physical.field(f.getName(), f.getType().descriptorString()).access()
                : physical.method(name(member), descriptor(member)).access();
        int mask = Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL | 0x80;
        return (access & mask) == (member.getModifiers() & mask);
    }

    private static String name(Member member) {
        return member instanceof Constructor ? "<init>" : member.getName();
    }

    private static String descriptor(Member member) {
        return member instanceof Method m ? Generations.member(m).descriptor() : Generations.member((Constructor<?>) member).descriptor();
    }

    private boolean hasStale(Class<?> c, String name, String descriptor, boolean method) {
        Optional<Evolution> evolution = evolved.of(c);
        if (evolution.isEmpty()) return false;
        ClassFile physical = evolution.get().physicalFile();
        return (method ? physical.method(name, descriptor) : physical.field(name, descriptor)) != null;
    }
}
