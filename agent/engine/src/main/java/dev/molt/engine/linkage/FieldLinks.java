package dev.molt.engine.linkage;

import dev.molt.engine.classfile.Field;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.linkage.DirectSite.Link;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** Links reads and writes of fields. */
final class FieldLinks {
    private static final MethodHandle IS_INSTANCE;

    static {
        try {
            IS_INSTANCE = MethodHandles.lookup().findVirtual(Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LogicalWorld world;
    private final PhysicalMembers physical;
    private final States states;
    private final Initialisations initialisations;

    FieldLinks(LogicalWorld world, PhysicalMembers physical, States states, Initialisations initialisations) {
        this.world = world;
        this.physical = physical;
        this.states = states;
        this.initialisations = initialisations;
    }

    Link get(Reference reference, LogicalMembers members) {
        return instance(reference, members, false);
    }

    Link put(Reference reference, LogicalMembers members) {
        return instance(reference, members, true);
    }

    Link fresh(Reference reference, LogicalMembers members) {
        Class<?> type = reference.fieldType();
        Declared<FieldPlace> field = resolve(reference, members, type);
        MethodHandle target = field.place() instanceof FieldPlace.InState in
                ? states.fresh(field.by(), members.evolved(field.by()).evolution(), in, reference.name(), type)
                : MethodHandles.empty(MethodType.methodType(void.class, Object.class));
        return new Link(target.asType(reference.type()));
    }

    private Link instance(Reference reference, LogicalMembers members, boolean write) {
        Class<?> type = reference.fieldType();
        Declared<FieldPlace> field = resolve(reference, members, type);
        if (field.isStatic()) throw LinkFailure.fieldKind("non-static", field.by(), reference.name());
        MethodHandle target = field.place() instanceof FieldPlace.InState in
                ? beside(reference, members, field, in, type, write)
                : isNewlyVolatile(members, field, reference) ? physical.ofVolatile(field.by(), reference.name(), type, false, write)
                : physicalOrGuest(reference, members, field, type, write);
        return new Link(Null.check(target.asType(reference.type()), reference));
    }

    /** The VM goes by the flag that it loaded. */
    private static boolean isNewlyVolatile(LogicalMembers members, Declared<FieldPlace> field, Reference reference) {
        Evolved evolved = members.evolved(field.by());
        if (evolved == null || !Modifier.isVolatile(field.access()) || !(field.place() instanceof FieldPlace.Physical)) return false;
        Field known = evolved.evolution().physicalFile().field(reference.name(), reference.descriptor());
        return known != null && !Modifier.isVolatile(known.access());
    }

    private MethodHandle physicalOrGuest(Reference reference, LogicalMembers members, Declared<FieldPlace> field, Class<?> type, boolean write) {
        MethodHandle own = physical(field.by(), reference.name(), type, write);
        Evolved evolved = members.evolved(field.by());
        FieldPlace.InState in = evolved == null ? null : evolved.evolution().instances().fields().get(reference.member());
        if (in == null) return own;
        Evolution evolution = evolved.evolution();
        MethodHandle guest = write ? states.setter(field.by(), evolution, in, reference.name(), type)
                : states.getter(field.by(), evolution, in, reference.name(), type);
        MethodHandle target = guest.asType(guest.type().changeParameterType(0, Object.class));
        for (Class<?> below : staleGuests(members, field.by(), reference.name(), type)) {
            MethodHandle moved = physical(below, reference.name(), type, write).asType(target.type());
            target = MethodHandles.guardWithTest(IS_INSTANCE.bindTo(below), moved, target);
        }
        return Guests.choose(field.by(), own, target);
    }

    /** Loaded classes whose physical field has moved up to this one, which the VM does not know to be above them. */
    private List<Class<?>> staleGuests(LogicalMembers members, Class<?> above, String name, Class<?> type) {
        String internalName = above.getName().replace('.', '/');
        List<Class<?>> found = new ArrayList<>();
        for (Evolved evolved : world.leftBehind(new Member(name, type.descriptorString()))) {
            Evolution e = evolved.evolution();
            if (!e.lineage().gained().contains(internalName)) continue;
            Class<?> c = LogicalMembers.load(e.internalName(), e.loader());
            if (members.hasStaleField(c, name, type)) found.add(c);
        }
        return found;
    }

    private MethodHandle physical(Class<?> by, String name, Class<?> type, boolean write) {
        return write ? physical.setter(by, name, type) : physical.getter(by, name, type);
    }

    /** A field that moved up or down the hierarchy stays where the VM has it: its values survive, and unchanged readers agree. */
    private MethodHandle beside(Reference reference, LogicalMembers members, Declared<FieldPlace> field, FieldPlace.InState in, Class<?> type,
                                boolean write) {
        String name = reference.name();
        for (Class<?> c = field.by().getSuperclass(); c != null; c = c.getSuperclass()) {
            if (members.hasStaleField(c, name, type)) return physical(c, name, type, write);
        }
        Evolution evolution = members.evolved(field.by()).evolution();
        MethodHandle target = write ? states.setter(field.by(), evolution, in, name, type) : states.getter(field.by(), evolution, in, name, type);
        for (Class<?> below : staleBelow(members, field.by(), name, type)) {
            MethodHandle moved = physical(below, name, type, write).asType(target.type());
            MethodHandle test = IS_INSTANCE.bindTo(below);
            target = MethodHandles.guardWithTest(test, moved, target);
        }
        return target;
    }

    /** The loaded subclasses whose physical field has moved up to this class. */
    private List<Class<?>> staleBelow(LogicalMembers members, Class<?> above, String name, Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Evolved evolved : world.leftBehind(new Member(name, type.descriptorString()))) {
            Evolution e = evolved.evolution();
            Class<?> c = LogicalMembers.load(e.internalName(), e.loader());
            if (c != above && above.isAssignableFrom(c) && members.hasStaleField(c, name, type)) found.add(c);
        }
        return found;
    }

    Link getStatic(Reference reference, LogicalMembers members) throws Throwable {
        return ofClass(reference, members, false);
    }

    Link putStatic(Reference reference, LogicalMembers members) throws Throwable {
        return ofClass(reference, members, true);
    }

    private Link ofClass(Reference reference, LogicalMembers members, boolean write) throws Throwable {
        Class<?> type = reference.fieldType();
        Declared<FieldPlace> field = resolve(reference, members, type);
        if (!field.isStatic()) throw LinkFailure.fieldKind("static", field.by(), reference.name());
        boolean done = initialisations.ensure(field.by());
        Class<?> holder = field.place() instanceof FieldPlace.InHolder in ? LogicalMembers.load(in.holder(), field.by()) : field.by();
        if (isNewlyVolatile(members, field, reference)) return new Link(physical.ofVolatile(field.by(), reference.name(), type, true, write), done);
        MethodHandle target = write ? physical.staticSetter(holder, reference.name(), type) : physical.staticGetter(holder, reference.name(), type);
        return new Link(target, done);
    }

    private static Declared<FieldPlace> resolve(Reference reference, LogicalMembers members, Class<?> type) {
        Class<?> owner = reference.ownerClass();
        Declared<FieldPlace> field = new FieldResolution(members).resolve(owner, reference.name(), type);
        if (field == null) throw LinkFailure.noField(owner, reference.name(), type);
        new Host(members).check(reference.host(), owner, field, "field " + field.by().getName() + "." + reference.name());
        return field;
    }
}
