package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Does the VM take a new class with its supertypes as it knows them (JVMS 5.3.5)? What is wrong for the newest version too is not told. */
final class NewClassCheck {
    private final Sides sides;

    NewClassCheck(Sides sides) {
        this.sides = sides;
    }

    List<Obstacle> check(ClassFile added) {
        List<Obstacle> out = new ArrayList<>();
        List<String> types = new ArrayList<>(added.interfaces());
        if (added.superName() != null) types.add(added.superName());
        for (String type : types) {
            ClassFile physical = sides.physical().lookup(type);
            ClassFile logical = sides.logical().lookup(type);
            if (physical == null || logical == null || problem(added, logical) != null) continue;
            String problem = problem(added, physical);
            if (problem != null) out.add(obstacle(added, physical, problem));
        }
        return out;
    }

    private static Obstacle obstacle(ClassFile added, ClassFile type, String problem) {
        if ((added.access() & type.access() & Opcodes.ACC_ENUM) != 0) {
            return new Obstacle(null, "is the body of a new enum constant, a class of its own below " + type.name() + ", which " + problem
                    + " in the running JVM", "leave the body out and tell the constants apart in a method of the enum; or restart the JVM");
        }
        return new Obstacle(null, "can't have the supertype " + type.name() + ", which " + problem + " in the running JVM",
                "give the new class another supertype; or restart the JVM");
    }

    private String problem(ClassFile added, ClassFile type) {
        if ((type.access() & Opcodes.ACC_FINAL) != 0) return "is final";
        List<String> permitted = type.permittedSubclasses();
        if (!permitted.isEmpty() && !permitted.contains(added.internalName())) return "is sealed and does not permit it";
        boolean open = (type.access() & Opcodes.ACC_PUBLIC) != 0
                || sides.physical().world().samePackage(type.internalName(), added.internalName());
        return open ? null : "is not public";
    }
}
