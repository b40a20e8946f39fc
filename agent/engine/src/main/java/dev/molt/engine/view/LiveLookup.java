package dev.molt.engine.view;

import dev.molt.boot.LogicalLookup;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.view.LogicalMemberSearch.Found;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Answers {@code MethodHandles.Lookup} for members of evolved classes, with handles that follow later updates. */
final class LiveLookup implements LogicalLookup {
    private final Evolved evolved;
    private final LiveView view;
    private final LogicalMemberSearch search;
    private final Lookup trusted;
    private final VarHandle override;
    private final Roots<MethodHandleInfo> infos = new Roots<>();

    LiveLookup(Evolved evolved, LiveView view, Lookup trusted) throws ReflectiveOperationException {
        this.evolved = evolved;
        this.view = view;
        this.search = new LogicalMemberSearch(evolved, view);
        this.trusted = trusted;
        this.override = trusted.findVarHandle(AccessibleObject.class, "override", boolean.class);
    }

    /** The trusted lookup is how we and the JDK reach what the VM has. */
    private boolean concerned(Lookup lookup, Class<?> type) {
        return lookup != trusted && type != null && search.concerned(type);
    }

    @Override
    public MethodHandle method(Lookup lookup, int kind, Class<?> type, String name, MethodType descriptor, Class<?> caller)
            throws NoSuchMethodException, IllegalAccessException {
        if (!concerned(lookup, type) || name == null || descriptor == null) return null;
        Found<Method> found = search.method(type, name, descriptor);
        Method m = found.member();
        if (found.natural()) return null;
        String reference = MethodHandleInfo.referenceKindToString(kind);
        if (m == null) throw new NoSuchMethodException("no such method: " + type.getName() + "." + name + descriptor + "/" + reference);
        if (Modifier.isStatic(m.getModifiers()) != (kind == MethodHandleInfo.REF_invokeStatic)) {
            throw new IllegalAccessException("no such method: " + type.getName() + "." + name + descriptor + "/" + reference);
        }
        LookupAccess.check(lookup, type, m, reference);
        if (kind == MethodHandleInfo.REF_invokeSpecial) return special(lookup, type, m, caller);
        return handle(lookup, type, m);
    }

    private MethodHandle special(Lookup lookup, Class<?> type, Method m, Class<?> caller) throws IllegalAccessException {
        boolean may = (lookup.lookupModes() & Lookup.PRIVATE) != 0 && caller == lookup.lookupClass();
        if (!may) throw new IllegalAccessException("no private access for invokespecial: " + caller + ", from " + lookup);
        Member member = Generations.member(m);
        MethodHandle handle = type == caller ? evolved.handle(LinkKind.SPECIAL, m.getDeclaringClass(), member)
                : evolved.ofSuper(caller, type, member);
        MethodType descriptor = handle.type().changeParameterType(0, caller);
        return revealed(handle.asType(descriptor), m, MethodHandleInfo.REF_invokeSpecial, m.isVarArgs());
    }

    private MethodHandle handle(Lookup lookup, Class<?> type, Method m) {
        MethodHandle handle = evolved.handle(Generations.kind(m), m.getDeclaringClass(), Generations.member(m));
        if (Modifier.isStatic(m.getModifiers())) return revealed(handle, m, MethodHandleInfo.REF_invokeStatic, m.isVarArgs());
        Class<?> receiver = LookupAccess.restricts(lookup, m) && type.isAssignableFrom(lookup.lookupClass()) ? lookup.lookupClass() : type;
        int kind = m.getDeclaringClass().isInterface() ? MethodHandleInfo.REF_invokeInterface : MethodHandleInfo.REF_invokeVirtual;
        return revealed(handle.asType(handle.type().changeParameterType(0, receiver)), m, kind, m.isVarArgs());
    }

    @Override
    public MethodHandle constructor(Lookup lookup, Class<?> type, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        if (lookup == trusted || type == null || evolved.of(type).isEmpty()) return null;
        Found<Constructor<?>> found = search.constructor(type, descriptor);
        if (found.natural()) return null;
        if (found.member() == null) {
            throw new NoSuchMethodException("no such constructor: " + type.getName() + ".<init>" + descriptor + "/newInvokeSpecial");
        }
        LookupAccess.check(lookup, type, found.member(), "newInvokeSpecial");
        return handle(found.member());
    }

    private MethodHandle handle(Constructor<?> c) {
        MethodHandle handle = evolved.handle(LinkKind.NEW, c.getDeclaringClass(), Generations.member(c));
        return revealed(handle, c, MethodHandleInfo.REF_newInvokeSpecial, c.isVarArgs());
    }

    @Override
    public MethodHandle field(Lookup lookup, int kind, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        boolean isStatic = kind == MethodHandleInfo.REF_getStatic || kind == MethodHandleInfo.REF_putStatic;
        boolean write = kind == MethodHandleInfo.REF_putField || kind == MethodHandleInfo.REF_putStatic;
        Field f = find(lookup, isStatic, type, name, fieldType, MethodHandleInfo.referenceKindToString(kind));
        if (f == null) return null;
        if (write && Modifier.isFinal(f.getModifiers())) throw noWrite(f, kind, lookup);
        return handle(f, type, write);
    }

    private Field find(Lookup lookup, boolean isStatic, Class<?> type, String name, Class<?> fieldType, String reference)
            throws NoSuchFieldException, IllegalAccessException {
        if (!concerned(lookup, type) || name == null || fieldType == null) return null;
        Found<Field> found = search.field(type, name, fieldType);
        if (found.natural()) return null;
        Field f = found.member();
        String what = type.getName() + "." + name + "/" + fieldType.getName() + "/" + reference;
        if (f == null) throw new NoSuchFieldException("no such field: " + what);
        if (Modifier.isStatic(f.getModifiers()) != isStatic) throw new IllegalAccessException("no such field: " + what);
        LookupAccess.check(lookup, type, f, reference);
        return f;
    }

    private static IllegalAccessException noWrite(Field f, int kind, Lookup lookup) {
        return new IllegalAccessException("final field has no write access: " + f.getDeclaringClass().getName() + "." + f.getName() + "/"
                + f.getType().getName() + "/" + MethodHandleInfo.referenceKindToString(kind) + ", from " + lookup);
    }

    private MethodHandle handle(Field f, Class<?> type, boolean write) {
        boolean isStatic = Modifier.isStatic(f.getModifiers());
        LinkKind kind = isStatic ? write ? LinkKind.PUT_STATIC : LinkKind.GET_STATIC : write ? LinkKind.PUT : LinkKind.GET;
        MethodHandle handle = evolved.handle(kind, f.getDeclaringClass(), Generations.member(f));
        int reference = isStatic ? write ? MethodHandleInfo.REF_putStatic : MethodHandleInfo.REF_getStatic
                : write ? MethodHandleInfo.REF_putField : MethodHandleInfo.REF_getField;
        if (!isStatic) handle = handle.asType(handle.type().changeParameterType(0, type));
        return revealed(handle, f, reference, false);
    }

    @Override
    public VarHandle variable(Lookup lookup, boolean isStatic, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        Field f = find(lookup, isStatic, type, name, fieldType, isStatic ? "getStatic" : "getField");
        return f == null ? null : evolved.variable(f.getDeclaringClass(), Generations.member(f));
    }

    @Override
    public VarHandle variable(Lookup lookup, Field field) throws IllegalAccessException {
        if (view.known(field)) return null;
        check(lookup, field, field, "getField");
        return evolved.variable(field.getDeclaringClass(), Generations.member(field));
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Method method, Class<?> caller) throws IllegalAccessException {
        if (view.known(method)) return null;
        check(lookup, method, method, Modifier.isStatic(method.getModifiers()) ? "invokeStatic" : "invokeVirtual");
        return caller == null ? handle(lookup, method.getDeclaringClass(), method)
                : special(lookup, method.getDeclaringClass(), method, caller);
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Constructor<?> constructor) throws IllegalAccessException {
        if (view.known(constructor)) return null;
        check(lookup, constructor, constructor, "newInvokeSpecial");
        return handle(constructor);
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Field field, boolean write) throws IllegalAccessException {
        if (view.known(field)) return null;
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        boolean accessible = check(lookup, field, field, write ? "putField" : "getField");
        if (write && Modifier.isFinal(field.getModifiers()) && (isStatic || !accessible)) {
            throw noWrite(field, isStatic ? MethodHandleInfo.REF_putStatic : MethodHandleInfo.REF_putField, lookup);
        }
        return handle(field, field.getDeclaringClass(), write);
    }

    /** Whether the access is allowed whoever asks. */
    private boolean check(Lookup lookup, java.lang.reflect.Member member, AccessibleObject object, String reference)
            throws IllegalAccessException {
        boolean accessible = (boolean) override.get(object);
        if (!accessible && lookup != trusted) LookupAccess.check(lookup, member.getDeclaringClass(), member, reference);
        return accessible;
    }

    private MethodHandle revealed(MethodHandle handle, java.lang.reflect.Member member, int kind, boolean varargs) {
        // a handle of its own, which nobody else has for another member
        MethodHandle own = varargs ? handle.withVarargs(true) : handle.asFixedArity().asType(handle.type());
        infos.put(own, Revealed.of(member, kind));
        return own;
    }

    @Override
    public MethodHandleInfo reveal(Lookup lookup, MethodHandle handle) {
        MethodHandleInfo info = handle == null ? null : infos.get(handle);
        if (info == null) return null;
        try {
            LookupAccess.check(lookup, info.getDeclaringClass(), info.reflectAs(java.lang.reflect.Member.class, trusted),
                    MethodHandleInfo.referenceKindToString(info.getReferenceKind()));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
        return info;
    }

    @Override
    public Field added(Class<?> type, String name) {
        Generation g = type == null || name == null ? null : view.generation(type);
        if (g == null) return null;
        for (Field f : g.fields()) {
            if (f.getName().equals(name)) return view.known(f) || Modifier.isStatic(f.getModifiers()) ? null : f;
        }
        return null;
    }

    @Override
    public VarHandle variable(Field added) {
        return evolved.variable(added.getDeclaringClass(), Generations.member(added));
    }
}
