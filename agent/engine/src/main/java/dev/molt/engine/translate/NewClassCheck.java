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
            if (problem != null) {
                out.add(new Obstacle(null, "can't have the supertype " + physical.name() + ", which " + problem + " in the running JVM",
                        "give the new class another supertype; or restart the JVM"));
            }
        }
        return out;
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
