package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.dependents.Access;
import dev.molt.engine.dependents.Hierarchy;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.TypeChanges;
import java.util.function.Function;

/**
 * The two sides that a reference is looked at from: what it means, and what the VM makes of it.
 *
 * @param layouts the layout of an evolved or new class by internal name; null for all others
 * @param types which superclasses the two do not agree on
 */
record Sides(Side logical, Side physical, Function<String, Layout> layouts, TypeChanges types) {

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

    static Sides of(World logical, World physical, Function<String, Layout> layouts, TypeChanges types) {
        return new Sides(Side.of(logical), Side.of(physical), layouts, types);
    }

    Layout layout(ClassFile file) {
        return layouts.apply(file.internalName());
    }
}
