package dev.molt.engine.view;

import dev.molt.boot.Linkage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.linkage.LogicalWorld;
import dev.molt.engine.vm.Loaders;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Members as translated code of their own class would reach them, by call sites that follow the logical world. */
final class LinkedMembers implements Evolved {
    private static final MethodHandle NOT_NULL;

    static {
        try {
            NOT_NULL = MethodHandles.publicLookup().findStatic(Objects.class, "requireNonNull",
                    MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LogicalWorld world;
    private final Lookup trusted;
    private final MemberNames names;

    LinkedMembers(LogicalWorld world, MemberNames names, Lookup trusted) {
        this.world = world;
        this.names = names;
        this.trusted = trusted;
    }

    @Override
    public Optional<Evolution> of(Class<?> type) {
        // Classes of the JDK are only asked for overrides; what they declare stays.
        return Loaders.isJdk(type.getClassLoader()) ? Optional.empty() : Optional.ofNullable(world.of(type));
    }

    @Override
    public Class<?> classOf(Object object) {
        return world.classOf(object);
    }

    @Override
    public boolean isDisputed(Class<?> type) {
        return world.disputed().contains(type.getName().replace('.', '/'));
    }

    @Override
    public MethodHandle handle(LinkKind kind, Class<?> owner, Member member) {
        return handle(kind, owner, member, type(kind, owner, member.descriptor()));
    }

    @Override
    public MethodHandle invoker(LinkKind kind, Class<?> owner, Member member) {
        MethodType type = type(kind, owner, member.descriptor());
        boolean receives = switch (kind) {
            case VIRTUAL, SPECIAL, GET, PUT -> true;
            default -> false;
        };
        Evolution evolution = world.of(owner);
        boolean guests = receives && evolution != null && evolution.instances().guests();
        return handle(kind, owner, member, guests ? type.changeParameterType(0, Object.class) : type);
    }

    private MethodHandle handle(LinkKind kind, Class<?> owner, Member member, MethodType type) {
        if (!declares(owner, member)) throw gone(owner, member);
        String name = kind == LinkKind.NEW ? "init" : member.name();
        return Linkage.link(trusted.in(owner), name, type, kind.name(), owner.getName().replace('.', '/'), member.descriptor()).dynamicInvoker();
    }

    private boolean declares(Class<?> owner, Member member) {
        Evolution evolution = world.of(owner);
        boolean isField = !member.descriptor().startsWith("(");
        if (evolution != null) {
            ClassFile logical = evolution.logicalFile();
            return (isField ? logical.field(member.name(), member.descriptor()) : logical.method(member.name(), member.descriptor())) != null;
        }
        Stream<Member> physical = isField ? Stream.of(owner.getDeclaredFields()).map(Generations::member)
                : Stream.concat(Stream.of(owner.getDeclaredMethods()).map(Generations::member),
                        Stream.of(owner.getDeclaredConstructors()).map(Generations::member));
        return physical.anyMatch(member::equals);
    }

    private static LinkageError gone(Class<?> owner, Member member) {
        String what = owner.getName() + "." + member.name();
        return member.descriptor().startsWith("(") ? new NoSuchMethodError(what + member.descriptor()) : new NoSuchFieldError(what);
    }

    @Override
    public MethodHandle ofSuper(Class<?> caller, Class<?> owner, Member member) {
        MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), owner.getClassLoader()).insertParameterTypes(0, caller);
        return Linkage.link(trusted.in(caller), member.name(), type, LinkKind.SUPER.name(), owner.getName().replace('.', '/'),
                member.descriptor()).dynamicInvoker();
    }

    @Override
    public VarHandle variable(Class<?> owner, Class<?> receiver, Member member, boolean readOnly) {
        FieldPlace place = world.of(owner).fields().get(member);
        Class<?> type = field(member.descriptor(), owner.getClassLoader());
        try {
            if (place instanceof FieldPlace.InHolder in) {
                handle(LinkKind.GET_STATIC, owner, member).invoke(); // initialises the class
                Class<?> holder = load(in.holder(), owner);
                return names.variable(trusted.findStaticGetter(holder, member.name(), type), holder, readOnly);
            }
            if (place instanceof FieldPlace.InState) return ofState(owner, receiver, member, type, readOnly);
            boolean isStatic = (world.of(owner).physicalFile().field(member.name(), member.descriptor()).access() & Modifier.STATIC) != 0;
            return names.variable(isStatic ? trusted.findStaticGetter(owner, member.name(), type)
                    : trusted.findGetter(owner, member.name(), type), receiver, readOnly);
        } catch (Throwable e) {
            throw JdkUnsafe.unchecked(e);
        }
    }

    private VarHandle ofState(Class<?> owner, Class<?> receiver, Member member, Class<?> type, boolean readOnly)
            throws ReflectiveOperationException {
        MethodHandle state = world.state(owner, member);
        Class<?> stateClass = state.type().returnType();
        VarHandle kept = names.variable(trusted.findGetter(stateClass, member.name(), type), stateClass, readOnly);
        MethodHandle of = MethodHandles.filterArguments(state.asType(state.type().changeParameterType(0, receiver)), 0,
                NOT_NULL.asType(MethodType.methodType(receiver, receiver)));
        return names.filtered(kept, of);
    }

    private static Class<?> load(String internalName, Class<?> owner) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), false, owner.getClassLoader());
    }

    private static MethodType type(LinkKind kind, Class<?> owner, String descriptor) {
        ClassLoader loader = owner.getClassLoader();
        return switch (kind) {
            case VIRTUAL, SPECIAL -> MethodType.fromMethodDescriptorString(descriptor, loader).insertParameterTypes(0, owner);
            case STATIC -> MethodType.fromMethodDescriptorString(descriptor, loader);
            case NEW -> MethodType.fromMethodDescriptorString(descriptor, loader).changeReturnType(owner);
            case GET -> MethodType.methodType(field(descriptor, loader), owner);
            case PUT -> MethodType.methodType(void.class, owner, field(descriptor, loader));
            case GET_STATIC -> MethodType.methodType(field(descriptor, loader));
            case PUT_STATIC -> MethodType.methodType(void.class, field(descriptor, loader));
            default -> throw new IllegalArgumentException(kind + " is no access to a member");
        };
    }

    private static Class<?> field(String descriptor, ClassLoader loader) {
        return MethodType.fromMethodDescriptorString("()" + descriptor, loader).returnType();
    }
}
