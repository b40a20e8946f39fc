package dev.molt.engine.translate;

import dev.molt.engine.evolve.LinkKind;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.MethodPlace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Calls of constructors, and what a constructor writes before it has called another one: a link can't take an object that is not
 * initialised (JVMS 4.10.1.9).
 */
final class ConstructorCalls {
    private final Links links;
    private final Home home;
    private final MethodNode method;
    private final Predicate<Type> visible;
    /** Fields that are written too early, and the local variable that each waits in. */
    private final Map<Member, Integer> deferred = new LinkedHashMap<>();
    private Stacks stacks;
    private int scratch;

    ConstructorCalls(Links links, Home home, MethodNode method, Predicate<Type> visible) {
        this.links = links;
        this.home = home;
        this.method = method;
        this.visible = visible;
    }

    /** Finds the writes to {@code this} that can't be done yet, and keeps their values in local variables. */
    boolean deferFields() {
        scratch = method.maxLocals;
        if (!method.name.equals("<init>")) return false;
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof FieldInsnNode field && isEarly(field)) defer(field);
        }
        if (deferred.isEmpty()) return false;
        InsnList start = new InsnList();
        deferred.forEach((field, local) -> {
            Type type = Type.getType(field.descriptor());
            start.add(Code.defaultOf(type));
            start.add(Code.store(type, local));
        });
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (!(insn instanceof FrameNode frame) || frame.local == null || !frame.local.contains(Opcodes.UNINITIALIZED_THIS)) continue;
            deferred.forEach((field, local) -> Frames.addLocal(frame, local, Frames.of(Type.getType(field.descriptor()))));
        }
        method.instructions.insert(start);
        return true;
    }

    private boolean isEarly(FieldInsnNode field) {
        if (field.getOpcode() != Opcodes.PUTFIELD || links.isOwnPhysicalField(home, field.name, field.desc)) return false;
        return stacks().isUninitializedThis(field, Type.getType(field.desc).getSize());
    }

    private void defer(FieldInsnNode field) {
        Type type = Type.getType(field.desc);
        Integer local = deferred.get(new Member(field.name, field.desc));
        if (local == null) {
            local = scratch;
            scratch += type.getSize();
            deferred.put(new Member(field.name, field.desc), local);
        }
        method.instructions.insert(field, new InsnNode(Opcodes.POP));
        method.instructions.set(field, Code.store(type, local));
        method.maxLocals = Math.max(method.maxLocals, scratch);
    }

    private Stacks stacks() {
        if (stacks == null) stacks = new Stacks(home.name(), method);
        return stacks;
    }

    /** Whether anything had to change. */
    boolean translate(MethodInsnNode call) {
        int slots = argumentSlots(call.desc);
        if (method.name.equals("<init>") && stacks().isUninitializedThis(call, slots)) return superCall(call);
        LinkKind kind = links.constructor(home, call.owner, call.desc);
        if (kind == null) return false;
        if (stacks().isReachable(call)) newObject(call, slots);
        return true;
    }

    private static int argumentSlots(String descriptor) {
        return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
    }

    private boolean superCall(MethodInsnNode call) {
        MethodPlace.Through through = links.carrier(home, call.owner, call.desc);
        InsnList after = new InsnList();
        deferred.forEach((field, local) -> {
            after.add(new VarInsnNode(Opcodes.ALOAD, 0));
            after.add(Code.load(Type.getType(field.descriptor()), local));
            after.add(links.link(LinkKind.PUT, home.name(), home.name(), field.name(), field.descriptor()));
        });
        if (!deferred.isEmpty()) method.instructions.insert(call, after);
        if (through == null) return !deferred.isEmpty();
        InsnList before = new InsnList();
        InvokeDynamicInsnNode stash = LinkCode.constructor(LinkKind.STASH, call.owner, call.desc);
        LinkCode.erase(stash, visible);
        before.add(stash);
        for (Type t : Type.getArgumentTypes(through.carrier())) before.add(Code.defaultOf(t));
        method.instructions.insertBefore(call, before);
        call.desc = through.carrier();
        return true;
    }

    /** Where no path joins between NEW and the call, both go; else the two references are dropped when the arguments are there. */
    private void newObject(MethodInsnNode call, int slots) {
        Object object = stacks.below(call, slots);
        AbstractInsnNode made = stacks.newOf(object);
        int copies = stacks.copies(call, object);
        boolean twice = stacks.below(call, slots + 1) == object;
        if (copies != (twice ? 2 : 1)) {
            throw new Untranslatable(null, "makes an object of " + call.owner.replace('/', '.') + " in a way that no Java compiler does",
                    "restart the JVM");
        }
        InvokeDynamicInsnNode link = LinkCode.constructor(LinkKind.NEW, call.owner, call.desc);
        Type lost = LinkCode.erase(link, visible);
        String opener = lost == null ? null : links.opener(home, call.owner);
        if (opener != null) method.instructions.insert(call, Opened.cast(opener, call.owner));
        AbstractInsnNode dup = made == null ? null : Code.nextReal(made.getNext());
        if (twice && dup != null && dup.getOpcode() == Opcodes.DUP && Stacks.isStraight(made, call)) {
            method.instructions.remove(made);
            method.instructions.remove(dup);
        } else {
            spill(call, twice);
        }
        if (!twice) method.instructions.insert(opener == null ? call : call.getNext(), new InsnNode(Opcodes.POP));
        method.instructions.set(call, link);
    }

    private void spill(MethodInsnNode call, boolean twice) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        InsnList code = new InsnList();
        int at = scratch + argumentSlots(call.desc);
        for (int i = arguments.length - 1; i >= 0; i--) {
            at -= arguments[i].getSize();
            code.add(Code.store(arguments[i], at));
        }
        code.add(new InsnNode(twice ? Opcodes.POP2 : Opcodes.POP));
        int end = Code.loadAll(code, call.desc, scratch);
        method.maxLocals = Math.max(method.maxLocals, end);
        method.instructions.insertBefore(call, code);
    }
}
