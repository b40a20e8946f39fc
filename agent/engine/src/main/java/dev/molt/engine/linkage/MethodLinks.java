package dev.molt.engine.linkage;

import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Links calls of methods. */
final class MethodLinks implements VirtualSite.Rule {
    private final MethodTargets targets;
    private final PhysicalMembers physical;
    private final StateCopies copies;
    private final Initialisations initialisations;
    private final Questions questions = new Questions();

    MethodLinks(MethodTargets targets, PhysicalMembers physical, StateCopies copies, Initialisations initialisations) {
        this.targets = targets;
        this.physical = physical;
        this.copies = copies;
        this.initialisations = initialisations;
    }

    /** Initialises the class first, as the VM does (JVMS 5.5): a companion is another class. */
    Link ofStatic(Reference reference, LogicalMembers members) throws Throwable {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        Declared<MethodPlace> method = resolve(reference, members, owner, type);
        if (!method.isStatic()) throw LinkFailure.kind("static", owner, reference.name(), type);
        boolean done = initialisations.ensure(method.by());
        return new Link(targets.exactly(method, reference.name(), type), done);
    }

    /** The owner's own method. */
    Link special(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        Declared<MethodPlace> method = members.method(owner, reference.name(), type);
        if (method == null) throw LinkFailure.noMethod(owner, reference.name(), type);
        check(reference, members, owner, method, type);
        if (method.isStatic()) throw LinkFailure.kind("non-static", owner, reference.name(), type);
        return new Link(Null.check(targets.ofAny(members, method, reference.name(), type).asType(reference.type()), reference));
    }

    /** JVMS 6.5 invokespecial: of a superclass, the search starts at the direct one; of an interface, at the interface. */
    Link ofSuper(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        Class<?> host = reference.host();
        MethodType type = reference.methodType();
        Class<?> start = members.isInterface(owner) || members.isInterface(host) ? owner : members.superclass(host);
        MethodResolution resolution = new MethodResolution(members);
        Declared<MethodPlace> method = resolution.resolve(start, reference.name(), type);
        if (method == null) throw LinkFailure.noMethod(owner, reference.name(), type);
        check(reference, members, owner, method, type);
        if (method.isStatic()) throw LinkFailure.kind("non-static", owner, reference.name(), type);
        MethodHandle target = targets.bypassing(members, method, reference.name(), type);
        return new Link(carrying(target, method, reference));
    }

    /** A copy that {@link Object#clone()} makes gets the added fields, too. */
    private MethodHandle carrying(MethodHandle target, Declared<MethodPlace> method, Reference reference) {
        boolean clones = method.by() == Object.class && reference.name().equals("clone") && reference.methodType().parameterCount() == 0;
        return clones ? copies.carryOver(target.asType(MethodType.genericMethodType(1))).asType(target.type()) : target;
    }

    @Override
    public MethodHandle forAll(Reference reference, LogicalMembers members) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        Declared<MethodPlace> method = resolve(reference, members, owner, type);
        if (method.isStatic()) throw LinkFailure.kind("non-static", owner, reference.name(), type);
        boolean fixed = method.isPrivate() || Modifier.isFinal(method.access()) || Modifier.isFinal(members.access(owner));
        if (!fixed) return null;
        Declared<MethodPlace> selected = method.isAbstract()
                ? new MethodResolution(members).select(owner, owner, method, reference.name(), type) : method;
        MethodHandle answer = method.by().isInterface() ? null : questions.answer(method.by(), reference.name(), members);
        if (answer != null) return answer;
        return carrying(targets.ofAny(members, selected, reference.name(), type), selected, reference);
    }

    @Override
    public MethodHandle select(Reference reference, LogicalMembers members, Class<?> receiver) {
        Class<?> owner = reference.ownerClass();
        MethodType type = reference.methodType();
        MethodResolution resolution = new MethodResolution(members);
        Declared<MethodPlace> method = resolve(reference, members, owner, type);
        if (members.isInterface(method.by()) && Proxy.isProxyClass(receiver) && members.method(receiver, reference.name(), type) == null) {
            MethodHandle handled = ProxyCalls.of(method.by(), reference.name(), type);
            if (handled != null) return handled;
        }
        Declared<MethodPlace> selected = resolution.select(receiver, owner, method, reference.name(), type);
        return carrying(targets.of(members, selected, reference.name(), type, receiver), selected, reference);
    }

    Link lookup(Reference reference, LogicalMembers members) {
        return new Link(java.lang.invoke.MethodHandles.constant(java.lang.invoke.MethodHandles.Lookup.class, physical.lookupIn(reference.host())));
    }

    private static Declared<MethodPlace> resolve(Reference reference, LogicalMembers members, Class<?> owner, MethodType type) {
        Declared<MethodPlace> method = new MethodResolution(members).resolve(owner, reference.name(), type);
        if (method == null) throw LinkFailure.noMethod(owner, reference.name(), type);
        check(reference, members, owner, method, type);
        return method;
    }

    private static void check(Reference reference, LogicalMembers members, Class<?> owner, Declared<MethodPlace> method, MethodType type) {
        new Host(members).check(reference.host(), owner, method, "method '" + LinkFailure.signature(method.by(), reference.name(), type) + "'");
    }
}
