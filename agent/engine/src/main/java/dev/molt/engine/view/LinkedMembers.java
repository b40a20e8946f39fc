package dev.molt.engine.view;

import dev.molt.boot.Linkage;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.linkage.LogicalWorld;
import dev.molt.engine.vm.Loaders;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/** Members as translated code of their own class would reach them, by call sites that follow the logical world. */
final class LinkedMembers implements Evolved {
    private final LogicalWorld world;
    private final Lookup trusted;

    LinkedMembers(LogicalWorld world, Lookup trusted) {
        this.world = world;
        this.trusted = trusted;
    }

    @Override
    public Optional<Evolution> of(Class<?> type) {
        // Classes of the JDK are only asked for overrides; what they declare stays.
        return Loaders.isJdk(type.getClassLoader()) ? Optional.empty() : Optional.ofNullable(world.of(type));
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
        String name = kind == LinkKind.NEW ? "init" : member.name();
        return Linkage.link(trusted.in(owner), name, type, kind.name(), owner.getName().replace('.', '/'), member.descriptor()).dynamicInvoker();
    }

    @Override
    public MethodHandle ofSuper(Class<?> caller, Class<?> owner, Member member) {
        MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), owner.getClassLoader()).insertParameterTypes(0, caller);
        return Linkage.link(trusted.in(caller), member.name(), type, LinkKind.SUPER.name(), owner.getName().replace('.', '/'),
                member.descriptor()).dynamicInvoker();
    }

    @Override
    public VarHandle variable(Class<?> owner, Member member) {
        FieldPlace place = world.of(owner).fields().get(member);
        Class<?> type = field(member.descriptor(), owner.getClassLoader());
        try {
            if (place instanceof FieldPlace.InHolder in) {
                handle(LinkKind.GET_STATIC, owner, member).invoke();
                return trusted.findStaticVarHandle(load(in.holder(), owner), member.name(), type);
            }
            MethodHandle state = world.state(owner, member);
            VarHandle kept = trusted.findVarHandle(state.type().returnType(), member.name(), type);
            MethodHandle filter = trusted.findStatic(Class.forName("java.lang.invoke.VarHandles", false, null), "filterCoordinates",
                    MethodType.methodType(VarHandle.class, VarHandle.class, int.class, MethodHandle[].class));
            MethodHandle[] filters = {state.asType(state.type().changeParameterType(0, owner))};
            return (VarHandle) filter.invoke(kept, 0, filters);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
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
