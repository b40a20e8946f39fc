package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.dependents.Hierarchy.Found;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Methods for a new class that hand calls over to what it inherits from beside a supertype: the VM would find the abstract method that
 * was there before.
 */
final class Forwarders {
    private final Sides sides;

    Forwarders(Sides sides) {
        this.sides = sides;
    }

    List<MethodNode> of(ClassFile added) {
        List<MethodNode> out = new ArrayList<>();
        if (added.isInterface()) return out;
        for (Member m : candidates(added)) {
            if (added.method(m.name(), m.descriptor()) != null) continue;
            Found found = sides.physical().method(added.internalName(), m.name(), m.descriptor());
            if (found.declaring() == null || !found.has(Opcodes.ACC_ABSTRACT)) continue;
            Inherited.Source source = new Inherited(sides).implementation(added, m.name(), m.descriptor());
            if (source != null) out.add(forwarder(source, m));
        }
        return out;
    }

    private static MethodNode forwarder(Inherited.Source source, Member m) {
        int access = Opcodes.ACC_SYNTHETIC | source.found().access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
        MethodNode method = new MethodNode(Opcodes.ASM9, access, m.name(), m.descriptor(), null, null);
        method.instructions = Inherited.superCall(source, m.name(), m.descriptor());
        return method;
    }

    /** Inherited instance methods that are kept beside their classes. */
    private List<Member> candidates(ClassFile added) {
        Map<String, ClassFile> types = new LinkedHashMap<>();
        sides.logical().hierarchy().collectInterfaces(added, types);
        for (String at = added.superName(); at != null; ) {
            ClassFile file = sides.logical().lookup(at);
            if (file == null) break;
            types.put(at, file);
            at = file.superName();
        }
        List<Member> out = new ArrayList<>();
        for (ClassFile type : types.values()) {
            Layout layout = sides.layout(type);
            if (layout == null) continue;
            for (Method m : type.methods()) {
                boolean inherited = (m.access() & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
                boolean moved = layout.method(m.name(), m.descriptor()) instanceof MethodPlace.Beside;
                if (inherited && moved) out.add(new Member(m.name(), m.descriptor()));
            }
        }
        return out.stream().distinct().toList();
    }
}
