package dev.molt.engine.dependents;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** Takes references in while a class is read, and knows where the reader is. */
final class Collector {
    /** Dynamic constants may share their arguments, so that a small file unfolds to an exponential size. */
    private static final int MOST_DYNAMIC = 100_000;

    final List<Reference> references = new ArrayList<>(64);
    private final Set<String> seenDescriptors = new HashSet<>();
    private final Set<String> seenInDescriptors = new HashSet<>();
    private String member;
    private int line = -1;
    private int dynamics;

    void at(String member) {
        this.member = member;
        line = -1;
    }

    void line(int line) {
        this.line = line;
    }

    void member(ReferenceKind kind, String owner, String name, String descriptor, boolean ofInterface) {
        if (owner == null || name == null || descriptor == null) throw new IllegalArgumentException("it refers to a member without a name");
        references.add(new Reference(kind, owner, name, descriptor, ofInterface, member, line));
    }

    /** A class by its internal name, or by the descriptor of an array of it. */
    void type(ReferenceKind kind, String internalName) {
        if (internalName == null) return;
        if (internalName.startsWith("[")) {
            descriptor(kind, internalName);
        } else {
            references.add(new Reference(kind, internalName, null, null, false, member, line));
        }
    }

    /** The class in the descriptor of a field, if any. */
    void descriptor(ReferenceKind kind, String descriptor) {
        int start = 0;
        while (start < descriptor.length() && descriptor.charAt(start) == '[') start++;
        if (start < descriptor.length() && descriptor.charAt(start) == 'L' && descriptor.endsWith(";")) {
            type(kind, descriptor.substring(start + 1, descriptor.length() - 1));
        }
    }

    /** Every class in the descriptor of a member, unless the class was in one before. */
    void memberDescriptor(String descriptor) {
        if (!seenDescriptors.add(descriptor)) return;
        each(descriptor, name -> {
            if (seenInDescriptors.add(name)) type(ReferenceKind.DESCRIPTOR, name);
        });
    }

    /** Every class in the descriptor of a method type. */
    void methodType(String descriptor) {
        each(descriptor, name -> type(ReferenceKind.METHOD_TYPE, name));
    }

    private static void each(String descriptor, java.util.function.Consumer<String> action) {
        int at = 0;
        while ((at = descriptor.indexOf('L', at)) >= 0) {
            int end = descriptor.indexOf(';', at);
            if (end < 0) return;
            action.accept(descriptor.substring(at + 1, end));
            at = end + 1;
        }
    }

    void handle(Handle handle) {
        ReferenceKind kind = ReferenceKind.ofHandle(handle.getTag());
        member(kind, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        memberDescriptor(handle.getDesc());
    }

    /** A constant of the pool, as ASM presents it. */
    void constant(Object value) {
        if (value instanceof Type type) {
            if (type.getSort() == Type.METHOD) methodType(type.getDescriptor());
            else descriptor(ReferenceKind.CLASS_CONSTANT, type.getDescriptor());
        } else if (value instanceof Handle handle) {
            handle(handle);
        } else if (value instanceof ConstantDynamic dynamic) {
            if (++dynamics > MOST_DYNAMIC) throw new IllegalArgumentException("dynamic constants nest too deeply");
            methodType(dynamic.getDescriptor());
            handle(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) constant(dynamic.getBootstrapMethodArgument(i));
        }
    }
}
