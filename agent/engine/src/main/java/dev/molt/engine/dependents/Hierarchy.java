package dev.molt.engine.dependents;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/**
 * Looks members up along superclasses and superinterfaces, as JVMS 5.4.3.2 to 5.4.3.4 say. Where a class of the hierarchy is not
 * known, neither is the answer: {@link Found#UNKNOWN}.
 */
public final class Hierarchy {
    static final String OBJECT = "java/lang/Object";
    private static final int POLYMORPHIC = Opcodes.ACC_NATIVE | Opcodes.ACC_VARARGS;

    private final World world;

    public Hierarchy(World world) {
        this.world = world;
    }

    /** A member and the class that declares it; {@code declaring} is null for the two special answers. */
    public record Found(ClassFile declaring, int access, String name, String descriptor) {
        /** There is no such member. */
        public static final Found NONE = new Found(null, 0, null, null);
        /** It can't be told, since a class of the hierarchy is missing. */
        public static final Found UNKNOWN = new Found(null, 0, null, null);

        static Found of(ClassFile declaring, Method m) {
            return new Found(declaring, m.access(), m.name(), m.descriptor());
        }

        public boolean has(int flag) {
            return (access & flag) != 0;
        }
    }

    /** JVMS 5.4.3.2. */
    public Found field(ClassFile owner, String name, String descriptor) {
        Field own = owner.field(name, descriptor);
        if (own != null) return new Found(owner, own.access(), name, descriptor);
        boolean unknown = false;
        for (String type : owner.interfaces()) {
            ClassFile file = world.lookup(type);
            Found found = file == null ? Found.UNKNOWN : field(file, name, descriptor);
            if (found.declaring() != null) return found;
            unknown |= found == Found.UNKNOWN;
        }
        if (owner.superName() != null) {
            ClassFile file = world.lookup(owner.superName());
            Found found = file == null ? Found.UNKNOWN : field(file, name, descriptor);
            if (found.declaring() != null) return found;
            unknown |= found == Found.UNKNOWN;
        }
        return unknown ? Found.UNKNOWN : Found.NONE;
    }

    /** JVMS 5.4.3.3, for an owner that is a class. */
    public Found classMethod(ClassFile owner, String name, String descriptor) {
        for (ClassFile c = owner; c != null; c = world.lookup(c.superName())) {
            Found found = declared(c, name, descriptor);
            if (found != null) return found;
            if (c.superName() == null) return superinterfaceMethod(owner, name, descriptor);
        }
        return Found.UNKNOWN;
    }

    /** JVMS 5.4.3.4, for an owner that is an interface. */
    public Found interfaceMethod(ClassFile owner, String name, String descriptor) {
        Method own = owner.method(name, descriptor);
        if (own != null) return Found.of(owner, own);
        ClassFile object = world.lookup(OBJECT);
        Method ofObject = object == null ? null : object.method(name, descriptor);
        if (ofObject != null && (ofObject.access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) == Opcodes.ACC_PUBLIC) {
            return Found.of(object, ofObject);
        }
        return superinterfaceMethod(owner, name, descriptor);
    }

    private static Found declared(ClassFile c, String name, String descriptor) {
        Method own = c.method(name, descriptor);
        if (own != null) return Found.of(c, own);
        return isPolymorphicOwner(c.internalName()) ? polymorphic(c, name) : null;
    }

    private static boolean isPolymorphicOwner(String name) {
        return name.equals("java/lang/invoke/MethodHandle") || name.equals("java/lang/invoke/VarHandle");
    }

    /** JVMS 2.9.3: such a method is found whatever the descriptor. */
    private static Found polymorphic(ClassFile c, String name) {
        for (Method m : c.methods()) {
            boolean polymorphic = (m.access() & POLYMORPHIC) == POLYMORPHIC && m.descriptor().startsWith("([Ljava/lang/Object;)");
            if (polymorphic && m.name().equals(name)) {
                return Found.of(c, m);
            }
        }
        return null;
    }

    private Found superinterfaceMethod(ClassFile owner, String name, String descriptor) {
        Map<String, ClassFile> all = new LinkedHashMap<>();
        boolean complete = collectInterfaces(owner, all);
        List<Found> candidates = new ArrayList<>(2);
        for (ClassFile type : all.values()) {
            Method m = type == owner ? null : type.method(name, descriptor);
            if (m != null && (m.access() & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0) candidates.add(Found.of(type, m));
        }
        for (Found f : candidates) {
            if (!f.has(Opcodes.ACC_ABSTRACT)) return f;
        }
        if (!candidates.isEmpty()) return candidates.get(0);
        return complete ? Found.NONE : Found.UNKNOWN;
    }

    /** Adds every superinterface of a class; false when some class is missing. */
    public boolean collectInterfaces(ClassFile of, Map<String, ClassFile> all) {
        boolean complete = true;
        for (ClassFile c = of; c != null; ) {
            for (String name : c.interfaces()) {
                if (all.containsKey(name)) continue;
                ClassFile type = world.lookup(name);
                if (type == null) {
                    complete = false;
                } else {
                    all.put(name, type);
                    complete &= collectInterfaces(type, all);
                }
            }
            if (c.superName() == null) return complete;
            c = world.lookup(c.superName());
        }
        return false;
    }

    /** Whether one class is the other or a subclass of it, as far as the superclasses are known; interfaces do not count. */
    public boolean isSubclass(String name, String ofName) {
        for (String at = name; at != null; ) {
            if (at.equals(ofName)) return true;
            ClassFile file = world.lookup(at);
            at = file == null ? null : file.superName();
        }
        return false;
    }

    /** JVMS 5.4.4: a nest host that does not list the class is not its host. */
    public String nestHost(ClassFile c) {
        String host = c.nestHost();
        if (host == null) return c.internalName();
        ClassFile file = world.lookup(host);
        boolean valid = file != null && file.nestMembers().contains(c.internalName()) && world.samePackage(host, c.internalName());
        return valid ? host : c.internalName();
    }
}
