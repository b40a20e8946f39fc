package dev.molt.engine.linkage;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.evolve.FieldPlace;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import dev.molt.engine.vm.VmTypes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** What classes declare in the logical world: evolved ones by their newest version, all others as the VM has them. */
final class LogicalMembers {
    private final LogicalWorld world;
    private final PhysicalMembers physical;
    private final Time time;

    private enum Time {
        NOW,
        /** Each class that has another shape now as it was one version back. */
        BEFORE_UPDATES,
        /** Each class as it was before its last switch, be it an update or a revert. */
        BEFORE_SWITCHES
    }

    private LogicalMembers(LogicalWorld world, PhysicalMembers physical, Time time) {
        this.world = world;
        this.physical = physical;
        this.time = time;
    }

    LogicalMembers(LogicalWorld world, PhysicalMembers physical) {
        this(world, physical, Time.NOW);
    }

    /**
     * The world as it was when the code of a reference was compiled, which may still run on some stack. What a revert took is there for code that went
     * with it; other code that refers to it finds it gone, as if it were compiled anew.
     */
    LogicalMembers past(Reference reference) {
        LoaderWorld.Superseded own = world.superseded(reference.host());
        return new LogicalMembers(world, physical, own != null && own.takenBack() ? Time.BEFORE_SWITCHES : Time.BEFORE_UPDATES);
    }

    Evolved evolved(Class<?> type) {
        Evolved now = world.evolved(type);
        if (time == Time.NOW) return now;
        LoaderWorld.Superseded before = world.superseded(type);
        return before == null || before.takenBack() && time == Time.BEFORE_UPDATES ? now : before.version();
    }

    /** The method that a class itself declares, or null. */
    Declared<MethodPlace> method(Class<?> type, String name, MethodType descriptor) {
        if (Host.isStandIn(type)) return null;
        Evolved evolved = evolved(type);
        if (evolved == null) {
            int access = physical.method(type, name, descriptor);
            return access < 0 ? null : Declared.physicalMethod(type, access);
        }
        String text = descriptor.toMethodDescriptorString();
        Method own = evolved.evolution().logicalFile().method(name, text);
        if (own == null) return null;
        MethodPlace place = evolved.evolution().methods().get(new Member(name, text));
        return place == null ? Declared.physicalMethod(type, own.access()) : new Declared<>(type, own.access(), place);
    }

    /** The field that a class itself declares, or null. */
    Declared<FieldPlace> field(Class<?> type, String name, Class<?> of) {
        Evolved evolved = evolved(type);
        if (evolved == null) {
            int access = physical.field(type, name, of);
            return access < 0 ? null : Declared.physicalField(type, access);
        }
        Field own = evolved.evolution().logicalFile().field(name, of.descriptorString());
        if (own == null) return null;
        FieldPlace place = evolved.evolution().fields().get(new Member(name, of.descriptorString()));
        return place == null ? Declared.physicalField(type, own.access()) : new Declared<>(type, own.access(), place);
    }

    /** Whether the physical class has an instance field that its newest version has not. */
    boolean hasStaleField(Class<?> type, String name, Class<?> of) {
        Evolved evolved = evolved(type);
        if (evolved == null) return false;
        Field own = evolved.evolution().physicalFile().field(name, of.descriptorString());
        return own != null && LogicalWorld.isLeft(own, evolved.evolution());
    }

    /** Flags of the class as its newest version has them. */
    int access(Class<?> type) {
        Evolved evolved = evolved(type);
        return evolved == null ? type.getModifiers() : evolved.evolution().logicalFile().access();
    }

    Class<?> superclass(Class<?> type) {
        Evolved evolved = evolved(type);
        Class<?> known = type.getSuperclass();
        if (Host.isStandIn(type)) return Host.of(type);
        if (evolved == null) return VmTypes.isInterface(type) ? known : marker(type, known);
        if (isInterface(type) || type == Object.class) return known;
        String wanted = evolved.evolution().logicalFile().superName();
        return wanted == null || known != null && wanted.equals(LogicalWorld.internalName(known)) ? known : load(wanted, type);
    }

    /** A class that was loaded later is below one that the VM knows as an interface. */
    private Class<?> marker(Class<?> type, Class<?> known) {
        for (Class<?> i : type.getInterfaces()) {
            if (!isInterface(i)) return i;
        }
        return known;
    }

    /** Whether a class is an interface, as its newest version has it. */
    boolean isInterface(Class<?> type) {
        if (!VmTypes.isInterface(type)) return false;
        Evolved evolved = evolved(type);
        return evolved == null || evolved.evolution().logicalFile().isInterface();
    }

    /** The class that an object is to be seen as one of. */
    Class<?> shown(Object object) {
        Class<?> type = classOf(object);
        return Host.isStandIn(type) ? Host.of(type) : type;
    }

    /** The class whose methods an object has. */
    Class<?> classOf(Object object) {
        return world.vessels().classOf(object);
    }

    /** {@code ()Object}: makes an object of the VM's class for a class that it knows nothing of. */
    MethodHandle adopting(MethodHandle room, Class<?> type) {
        return MethodHandles.filterReturnValue(room, world.vessels().adopting(type));
    }

    /** Whether objects of a class of the VM may be of another class. */
    boolean isVessel(Class<?> vmClass) {
        return world.vessels().isVessel(vmClass);
    }

    /** The class of the VM that objects of a class are of. */
    Class<?> vmClass(Class<?> type) {
        return world.vessels().of(type);
    }

    /** The direct superinterfaces. */
    List<Class<?>> interfaces(Class<?> type) {
        Evolved evolved = evolved(type);
        if (evolved == null) return List.of(type.getInterfaces());
        ClassFile file = evolved.evolution().logicalFile();
        List<Class<?>> found = new ArrayList<>(file.interfaces().size());
        for (String name : file.interfaces()) found.add(load(name, type));
        return found;
    }

    /** Whether a class is a subtype of another one, as the newest versions have it. */
    boolean isSubtype(Class<?> type, Class<?> of) {
        if (type.isArray() || type.isPrimitive() || of.isArray() || of == Object.class) return of.isAssignableFrom(type);
        for (Class<?> c = type; c != null; c = superclass(c)) {
            if (c == of) return true;
            for (Class<?> i : interfaces(c)) {
                if (isSubtype(i, of)) return true;
            }
        }
        return false;
    }

    /** The class that another one means by a name (JVMS 5.3). */
    static Class<?> load(String internalName, Class<?> from) {
        return load(internalName, from.getClassLoader());
    }

    static Class<?> load(String internalName, ClassLoader loader) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException e) {
            NoClassDefFoundError error = new NoClassDefFoundError(internalName);
            error.initCause(e);
            throw error;
        }
    }

    static MethodType methodType(String descriptor, ClassLoader loader) {
        try {
            return MethodType.fromMethodDescriptorString(descriptor, loader);
        } catch (TypeNotPresentException e) {
            NoClassDefFoundError error = new NoClassDefFoundError(e.typeName().replace('.', '/'));
            error.initCause(e);
            throw error;
        }
    }

    static Class<?> fieldType(String descriptor, ClassLoader loader) {
        return methodType("()" + descriptor, loader).returnType();
    }
}
