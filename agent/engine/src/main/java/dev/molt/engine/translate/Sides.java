package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.Access;
import dev.molt.engine.dependents.Hierarchy;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.dependents.World;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;

/**
 * The two sides that a reference is looked at from: what it means, and what the VM makes of it.
 *
 * @param layouts the layout of an evolved or new class by internal name; null for all others
 */
record Sides(Side logical, Side physical, Function<String, Layout> layouts) {

    /** Resolution in one world. */
    record Side(World world, Hierarchy hierarchy, Access access) {
        static Side of(World world) {
            Hierarchy hierarchy = new Hierarchy(world);
            return new Side(world, hierarchy, new Access(world, hierarchy));
        }

        ClassFile lookup(String internalName) {
            return world.lookup(internalName);
        }

        Found field(String owner, String name, String descriptor) {
            ClassFile file = world.lookup(owner);
            return file == null ? Found.UNKNOWN : hierarchy.field(file, name, descriptor);
        }

        Found method(String owner, String name, String descriptor) {
            ClassFile file = world.lookup(owner);
            if (file == null) return Found.UNKNOWN;
            if (name.equals("<init>")) {
                var own = file.method(name, descriptor);
                return own == null ? Found.NONE : new Found(file, own.access(), name, descriptor);
            }
            return file.isInterface() ? hierarchy.interfaceMethod(file, name, descriptor) : hierarchy.classMethod(file, name, descriptor);
        }
    }

    static Sides of(World logical, World physical, Function<String, Layout> layouts) {
        return new Sides(Side.of(logical), Side.of(physical), layouts);
    }

    /**
     * Whether a private constructor is none to the VM, so that new nest mates can call it by {@code super(...)}: the nest of a new class is frozen
     * where its host is loaded, and does not have it (JVMS 5.4.4).
     */
    boolean isOpenedConstructor(ClassFile of, String method, int access) {
        Layout layout = layout(of);
        boolean isNew = layout != null && layout.isNew();
        return isNew && method.equals("<init>") && (access & Opcodes.ACC_PRIVATE) != 0 && of.nestHost() != null
                && physical.hierarchy().nestHost(of).equals(of.internalName());
    }

    Layout layout(ClassFile file) {
        return layouts.apply(file.internalName());
    }
}
