package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Kept;
import dev.molt.engine.classfile.PlainCode;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the methods that the physical class goes on to have as they are: the new version has the same code, and each of its references means
 * to the VM what it means to the program. They need no translation, so they are not even decoded; most methods of most classes are
 * such. What is more than a plain reference is left to {@link MethodTranslator}.
 */
final class Untouched implements PlainCode.Judge {
    private final Links links;
    private final Home home;

    private Untouched(Links links, Home home) {
        this.links = links;
        this.home = home;
    }

    /** Names with descriptors. */
    static Set<String> of(Subject subject, Layout layout, Links links, Home home) {
        ClassFile next = layout.logical();
        boolean old = subject.isNew() || next.major() < Opcodes.V1_7;
        if (old || !links.sides().disputed().isEmpty() || !layout.instances().bodies().isEmpty()) return Set.of();
        Set<String> same = new HashSet<>(Kept.of(subject.shape().bytes(), subject.shapeFile(), next).methods());
        same.removeIf(m -> !stays(subject, layout, m));
        return same.isEmpty() ? same : PlainCode.of(subject.shape().bytes(), same, new Untouched(links, home));
    }

    private static boolean stays(Subject subject, Layout layout, String method) {
        int parameters = method.indexOf('(');
        Member member = new Member(method.substring(0, parameters), method.substring(parameters));
        return !method.startsWith("<") && layout.method(member.name(), member.descriptor()) instanceof MethodPlace.Physical
                && !subject.prologues().containsKey(member) && !layout.detached().containsKey(member) && !layout.unlocked().contains(member);
    }

    @Override
    public boolean passesMember(int opcode, String owner, String name, String descriptor) {
        if (name.equals("<init>")) return links.constructor(home, owner, descriptor) == null;
        if (opcode <= Opcodes.PUTFIELD) return links.field(home, opcode, owner, name, descriptor, "") == null;
        return links.method(home, opcode, owner, name, descriptor) == null;
    }

    @Override
    public boolean passesType(String name) {
        Type type = Type.getObjectType(name);
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        ClassFile physical = element.getSort() == Type.OBJECT ? links.sides().physical().lookup(element.getInternalName()) : null;
        return physical == null || links.reachesClass(home, physical);
    }
}
