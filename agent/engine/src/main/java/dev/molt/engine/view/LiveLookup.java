package dev.molt.engine.view;

import dev.molt.boot.LogicalLookup;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.view.LogicalMemberSearch.Found;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
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
    private final LookupAccess access;
    private final Roots<Revealed> infos = new Roots<>();

    LiveLookup(Evolved evolved, LiveView view, LookupAccess access, Lookup trusted) throws ReflectiveOperationException {
        this.evolved = evolved;
        this.view = view;
        this.access = access;
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
        if (!concerned(lookup, type) || name == null || descriptor == null || name.startsWith("<")) return null;
        Found<Method> found = search.method(type, name, descriptor);
        if (found.natural()) return null;
        Method m = found.member();
        boolean special = kind == MethodHandleInfo.REF_invokeSpecial;
        if (special) access.caller(lookup, caller, type);
        access.type(lookup, type);
        String reference = type.getName() + "." + name + descriptor + "/" + MethodHandleInfo.referenceKindToString(kind);
        if (m == null) throw new NoSuchMethodException("no such method: " + reference);
        if (Modifier.isStatic(m.getModifiers()) != (kind == MethodHandleInfo.REF_invokeStatic)) {
            throw unresolved(reference, new IncompatibleClassChangeError("Expected " + (special ? "instance not static"
                    : Modifier.isStatic(m.getModifiers()) ? "non-static" : "static") + " method '" + m + "'"));
        }
        if (special && Modifier.isAbstract(m.getModifiers())) throw unresolved(reference, new AbstractMethodError("'" + m + "'"));
        if (special) return special(lookup.in(caller), type, m, caller);
        access.member(lookup, m.getDeclaringClass().isInterface() && kind == MethodHandleInfo.REF_invokeVirtual
                ? MethodHandleInfo.REF_invokeInterface : kind, type, m);
        return handle(lookup, type, m);
    }

    private static IllegalAccessException unresolved(String reference, LinkageError cause) {
        IllegalAccessException e = new IllegalAccessException("no such method: " + reference);
        e.initCause(cause);
        return e;
    }

    /** @param lookup the caller's own */
    private MethodHandle special(Lookup lookup, Class<?> type, Method m, Class<?> caller) throws IllegalAccessException {
        access.member(lookup, MethodHandleInfo.REF_invokeSpecial, type, m);
        if (!m.getDeclaringClass().isAssignableFrom(caller)) {
            throw new IllegalAccessException("caller class must be a subclass below the method: " + m + ", from " + caller);
        }
        Member member = Generations.member(m);
        MethodHandle handle = type == caller ? evolved.handle(LinkKind.SPECIAL, m.getDeclaringClass(), member)
                : evolved.ofSuper(caller, type, member);
        MethodType descriptor = handle.type().changeParameterType(0, caller);
        return revealed(handle.asType(descriptor), m, MethodHandleInfo.REF_invokeSpecial, m.isVarArgs());
    }

    private MethodHandle handle(Lookup lookup, Class<?> type, Method m) {
        MethodHandle handle = evolved.invoker(Generations.kind(m), m.getDeclaringClass(), Generations.member(m));
        if (Modifier.isStatic(m.getModifiers())) return revealed(handle, m, MethodHandleInfo.REF_invokeStatic, m.isVarArgs());
        Class<?> receiver = LookupAccess.restricts(lookup, m) && type.isAssignableFrom(lookup.lookupClass()) ? lookup.lookupClass() : type;
        int kind = m.getDeclaringClass().isInterface() ? MethodHandleInfo.REF_invokeInterface : MethodHandleInfo.REF_invokeVirtual;
        return revealed(handle.asType(handle.type().changeParameterType(0, receiver)), m, kind, m.isVarArgs());
    }

    @Override
    public MethodHandle constructor(Lookup lookup, Class<?> type, MethodType descriptor)
            throws NoSuchMethodException, IllegalAccessException {
        if (lookup == trusted || type == null || descriptor == null || evolved.of(type).isEmpty()) return null;
        Found<Constructor<?>> found = search.constructor(type, descriptor);
        if (found.natural()) return null;
        access.type(lookup, type);
        if (found.member() == null) {
            throw new NoSuchMethodException("no such constructor: " + type.getName() + ".<init>" + descriptor + "/newInvokeSpecial");
        }
        access.member(lookup, MethodHandleInfo.REF_newInvokeSpecial, type, found.member());
        return handle(found.member());
    }

    private MethodHandle handle(Constructor<?> c) {
        Class<?> type = c.getDeclaringClass();
        MethodHandle handle = Modifier.isAbstract(type.getModifiers()) ? abstractType(c)
                : evolved.handle(LinkKind.NEW, type, Generations.member(c));
        return revealed(handle, c, MethodHandleInfo.REF_newInvokeSpecial, c.isVarArgs());
    }

    /** As the JDK's own handle, which fails when it is called. */
    private static MethodHandle abstractType(Constructor<?> c) {
        MethodHandle fail = MethodHandles.throwException(c.getDeclaringClass(), InstantiationException.class)
                .bindTo(new InstantiationException(c.getDeclaringClass().getName()));
        return MethodHandles.dropArguments(fail, 0, c.getParameterTypes());
    }

    @Override
    public MethodHandle field(Lookup lookup, int kind, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        boolean write = kind == MethodHandleInfo.REF_putField || kind == MethodHandleInfo.REF_putStatic;
        Field f = find(lookup, kind, type, name, fieldType);
        return f == null ? null : handle(f, type, write);
    }

    private Field find(Lookup lookup, int kind, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        if (!concerned(lookup, type) || name == null || fieldType == null) return null;
        Found<Field> found = search.field(type, name, fieldType);
        if (found.natural()) return null;
        access.type(lookup, type);
        if (found.member() == null) {
            throw new NoSuchFieldException("no such field: " + type.getName() + "." + name + "/" + fieldType.getName() + "/"
                    + MethodHandleInfo.referenceKindToString(kind));
        }
        access.member(lookup, kind, type, found.member());
        return found.member();
    }

    private MethodHandle handle(Field f, Class<?> type, boolean write) {
        boolean isStatic = Modifier.isStatic(f.getModifiers());
        LinkKind kind = isStatic ? write ? LinkKind.PUT_STATIC : LinkKind.GET_STATIC : write ? LinkKind.PUT : LinkKind.GET;
        MethodHandle handle = evolved.invoker(kind, f.getDeclaringClass(), Generations.member(f));
        int reference = isStatic ? write ? MethodHandleInfo.REF_putStatic : MethodHandleInfo.REF_getStatic
                : write ? MethodHandleInfo.REF_putField : MethodHandleInfo.REF_getField;
        if (!isStatic) handle = handle.asType(handle.type().changeParameterType(0, type));
        return revealed(handle, f, reference, false);
    }

    @Override
    public VarHandle variable(Lookup lookup, boolean isStatic, Class<?> type, String name, Class<?> fieldType)
            throws NoSuchFieldException, IllegalAccessException {
        Field f = find(lookup, isStatic ? MethodHandleInfo.REF_getStatic : MethodHandleInfo.REF_getField, type, name, fieldType);
        return f == null ? null : variable(f, type);
    }

    @Override
    public VarHandle variable(Lookup lookup, Field field) throws IllegalAccessException {
        if (search.isPhysical(field)) return null;
        if (lookup != trusted) access.member(lookup, LookupAccess.natural(field, false), field.getDeclaringClass(), field);
        return variable(field, field.getDeclaringClass());
    }

    private VarHandle variable(Field f, Class<?> receiver) {
        return evolved.variable(f.getDeclaringClass(), receiver, Generations.member(f), Modifier.isFinal(f.getModifiers()));
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Method method, Class<?> caller, boolean special) throws IllegalAccessException {
        if (search.isPhysical(method)) return null;
        Class<?> type = method.getDeclaringClass();
        if (special) {
            access.caller(lookup, caller, type);
            if (Modifier.isAbstract(method.getModifiers())) throw new AbstractMethodError(method.toString());
            return special(lookup.in(caller), type, method, caller);
        }
        if (!isOpen(lookup, method)) access.member(lookup, LookupAccess.natural(method, false), type, method);
        return handle(lookup, type, method);
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Constructor<?> constructor) throws IllegalAccessException {
        if (search.isPhysical(constructor)) return null;
        if (!isOpen(lookup, constructor)) {
            access.member(lookup, MethodHandleInfo.REF_newInvokeSpecial, constructor.getDeclaringClass(), constructor);
        }
        return handle(constructor);
    }

    @Override
    public MethodHandle reflected(Lookup lookup, Field field, boolean write) throws IllegalAccessException {
        if (search.isPhysical(field)) return null;
        Class<?> type = field.getDeclaringClass();
        if (write && Generations.isReadOnly(field)) throw access.isFinal(lookup, field);
        if (!isOpen(lookup, field)) access.member(lookup, LookupAccess.natural(field, write), type, field);
        return handle(field, type, write);
    }

    /** Whether the access is allowed whoever asks. */
    private boolean isOpen(Lookup lookup, AccessibleObject object) {
        return lookup == trusted || (boolean) override.get(object);
    }

    private MethodHandle revealed(MethodHandle handle, java.lang.reflect.Member member, int kind, boolean varargs) {
        // a handle of its own, which nobody else has for another member
        MethodHandle own = varargs ? handle.withVarargs(true) : handle.asFixedArity().asType(handle.type());
        infos.put(own, new Revealed(member, kind, access));
        return own;
    }

    @Override
    public MethodHandleInfo reveal(Lookup lookup, MethodHandle handle) {
        Revealed info = handle == null ? null : infos.get(handle);
        if (info == null) return null;
        info.check(lookup);
        return info;
    }

    @Override
    public boolean isCalledByHandle(MethodHandle implementation) {
        Revealed info = infos.get(implementation);
        return info != null && info.kind() != MethodHandleInfo.REF_newInvokeSpecial;
    }

    @Override
    public Object constant(Lookup lookup, String name, Class<?> type, Class<?> declaring) throws ReflectiveOperationException {
        Field f = find(lookup, MethodHandleInfo.REF_getStatic, declaring, name, type);
        if (f == null) return null;
        if (!Modifier.isFinal(f.getModifiers())) throw new IncompatibleClassChangeError("not a final field: " + name);
        return read(handle(f, declaring, false));
    }

    private static Object read(MethodHandle getter) {
        try {
            return getter.invoke();
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    @Override
    public Field added(Class<?> type, String name) {
        Field f = type == null || name == null ? null : view.added(type, name);
        return f == null || Modifier.isStatic(f.getModifiers()) ? null : f;
    }

    @Override
    public VarHandle variable(Field added) {
        return variable(added, added.getDeclaringClass());
    }
}
