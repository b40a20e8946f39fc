package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Descriptors;
import dev.molt.engine.evolve.LinkKind;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Rewrites the code of a method for where it is going to live: what the VM would get wrong there is linked. */
final class MethodTranslator {
    private final Links links;
    private final Home home;
    private final Bridges bridges;
    private final MethodNode method;
    private final ConstructorCalls constructors;
    private final TypeTests types;
    private final LambdaTypes lambdas;
    private final TypeSwitches switches;
    private boolean changed;

    MethodTranslator(Links links, Home home, Bridges bridges, MethodNode method) {
        this.links = links;
        this.home = home;
        this.bridges = bridges;
        this.method = method;
        constructors = new ConstructorCalls(links, home, method, this::visible);
        types = new TypeTests(links.sides(), home, method);
        lambdas = new LambdaTypes(links.sides(), home, types, bridges);
        switches = new TypeSwitches(links.sides(), home, bridges, method);
    }

    /**
     * Rewrites the method in place.
     *
     * @return whether anything had to be
     */
    boolean translate() {
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            if (block.type != null) checkClass(block.type);
        }
        changed = constructors.deferFields() | new Handlers(links.sides(), home, method).translate();
        for (AbstractInsnNode insn : method.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call) {
                call(call);
            } else if (insn instanceof FieldInsnNode field) {
                field(field);
            } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
                dynamic(dynamic);
            } else if (insn instanceof LdcInsnNode constant) {
                if (constant.cst instanceof Type t && t.getSort() == Type.OBJECT && standIn(insn, t.getInternalName())) continue;
                Object next = constant(constant.cst);
                changed |= next != constant.cst;
                constant.cst = next;
            } else if (insn instanceof TypeInsnNode type) {
                if (standIn(insn, type.desc)) continue;
                changed |= types.translate(type);
                if (type.getOpcode() != Opcodes.NEW) checkClass(type.desc);
            } else if (insn instanceof MultiANewArrayInsnNode array) {
                changed |= types.translate(array);
                checkClass(array.desc);
            }
        }
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof TypeInsnNode made && insn.getOpcode() == Opcodes.NEW) checkClass(made.desc);
        }
        changed |= new Downcasts(links.sides(), method).translate();
        if (changed) NullNames.add(method);
        return changed;
    }

    /** Puts a call in the place of an instruction that names a class which became public. */
    private boolean standIn(AbstractInsnNode insn, String type) {
        String opener = links.opener(home, type);
        AbstractInsnNode standIn = opener == null ? null : Opened.standIn(opener, type, insn);
        if (standIn == null) return false;
        method.instructions.set(insn, standIn);
        changed = true;
        return true;
    }

    private void call(MethodInsnNode call) {
        if (call.name.equals("<init>")) {
            changed |= constructors.translate(call);
            return;
        }
        if (home.beside() && call.owner.equals("java/lang/invoke/MethodHandles") && call.name.equals("lookup")) {
            replace(call, LinkCode.link(LinkKind.LOOKUP, home.name(), home.name(), "lookup", call.desc));
            return;
        }
        if (types.translate(call)) {
            changed = true;
            return;
        }
        LinkKind kind = links.method(home, call.getOpcode(), call.owner, call.name, call.desc);
        if (kind == LinkKind.VIRTUAL && call.name.equals("getClass") && call.desc.equals("()Ljava/lang/Class;")) checkReceiver(call);
        if (kind != null) replace(call, links.link(kind, home.name(), call.owner, call.name, call.desc));
    }

    /** By the call itself, so that the VM says what is null. */
    private void checkReceiver(MethodInsnNode call) {
        InsnList check = new InsnList();
        check.add(new InsnNode(Opcodes.DUP));
        check.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Object", call.name, call.desc, false));
        check.add(new InsnNode(Opcodes.POP));
        method.instructions.insertBefore(call, check);
    }

    private void field(FieldInsnNode field) {
        LinkKind kind = links.field(home, field.getOpcode(), field.owner, field.name, field.desc, method.name);
        if (kind != null) replace(field, links.link(kind, home.name(), field.owner, field.name, field.desc));
    }

    private void replace(AbstractInsnNode old, InvokeDynamicInsnNode link) {
        Type lost = LinkCode.erase(link, this::visible);
        AbstractInsnNode next = Code.nextReal(old.getNext());
        boolean dropped = next instanceof InsnNode && next.getOpcode() == Opcodes.POP;
        String opener = lost == null || lost.getSort() != Type.OBJECT ? null : links.opener(home, lost.getInternalName());
        if (opener != null) {
            method.instructions.insert(old, Opened.cast(opener, lost.getInternalName()));
        } else if (lost != null && !dropped) {
            throw new Untranslatable(null, "uses a result of the type " + lost.getClassName() + ", which is not public",
                    "make the type public first; or restart the JVM");
        }
        method.instructions.set(old, link);
        changed = true;
    }

    private boolean visible(Type type) {
        Type t = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (t.getSort() != Type.OBJECT) return true;
        ClassFile file = links.sides().physical().lookup(t.getInternalName());
        return file == null || links.reachesClass(home, file);
    }

    private void dynamic(InvokeDynamicInsnNode insn) {
        checkTypes(insn.desc);
        changed |= new GuestArguments(links, bridges).translate(insn) | lambdas.translate(insn);
        if (switches.translate(insn)) {
            changed = true;
            return;
        }
        Handle bootstrap = handle(insn.bsm);
        changed |= bootstrap != insn.bsm;
        insn.bsm = bootstrap;
        Bridges.Use use = Bridges.Use.of(insn);
        for (int i = 0; i < insn.bsmArgs.length; i++) {
            Object argument = insn.bsmArgs[i];
            Object next = argument instanceof Handle h ? handle(h, use) : constant(argument);
            changed |= next != insn.bsmArgs[i];
            insn.bsmArgs[i] = next;
        }
    }

    private Object constant(Object constant) {
        if (constant instanceof Handle h) return handle(h);
        if (constant instanceof Type t) checkTypes(t.getDescriptor());
        return constant instanceof ConstantDynamic dynamic ? condy(dynamic) : constant;
    }

    private ConstantDynamic condy(ConstantDynamic constant) {
        Handle bootstrap = handle(constant.getBootstrapMethod());
        boolean other = bootstrap != constant.getBootstrapMethod();
        Object[] arguments = new Object[constant.getBootstrapMethodArgumentCount()];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = constant.getBootstrapMethodArgument(i);
            arguments[i] = constant(argument);
            other |= arguments[i] != argument;
        }
        return other ? new ConstantDynamic(constant.getName(), constant.getDescriptor(), bootstrap, arguments) : constant;
    }

    /** The VM checks the access to every type of a method type that it makes (JVMS 5.4.3.5). */
    private void checkTypes(String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() == Type.METHOD) {
            for (Type t : type.getArgumentTypes()) checkTypes(t.getDescriptor());
            checkTypes(type.getReturnType().getDescriptor());
        } else if (type.getSort() >= Type.ARRAY) {
            checkClass(type.getInternalName());
        }
    }

    private Handle handle(Handle h) {
        return handle(h, Bridges.Use.PLAIN);
    }

    private Handle handle(Handle h, Bridges.Use use) {
        LinkKind kind = switch (h.getTag()) {
            case Opcodes.H_GETFIELD -> field(h, Opcodes.GETFIELD);
            case Opcodes.H_PUTFIELD -> field(h, Opcodes.PUTFIELD);
            case Opcodes.H_GETSTATIC -> field(h, Opcodes.GETSTATIC);
            case Opcodes.H_PUTSTATIC -> field(h, Opcodes.PUTSTATIC);
            case Opcodes.H_INVOKEVIRTUAL -> method(h, Opcodes.INVOKEVIRTUAL);
            case Opcodes.H_INVOKEINTERFACE -> method(h, Opcodes.INVOKEINTERFACE);
            case Opcodes.H_INVOKESTATIC -> method(h, Opcodes.INVOKESTATIC);
            case Opcodes.H_INVOKESPECIAL -> method(h, Opcodes.INVOKESPECIAL);
            default -> links.constructor(home, h.getOwner(), h.getDesc());
        };
        if (kind == null) return types.translate(h);
        checkTypes(h.getDesc());
        checkClass(h.getOwner());
        return bridges.bridge(h, kind, use);
    }

    private LinkKind field(Handle h, int opcode) {
        return links.field(home, opcode, h.getOwner(), h.getName(), h.getDesc(), "");
    }

    private LinkKind method(Handle h, int opcode) {
        return links.method(home, opcode, h.getOwner(), h.getName(), h.getDesc());
    }

    /** The VM goes by the flags that a class was loaded with. */
    private void checkClass(String type) {
        String name = type.startsWith("[") ? Type.getType(type).getElementType().getDescriptor() : "L" + type + ";";
        if (!name.startsWith("L")) return;
        String internalName = name.substring(1, name.length() - 1);
        ClassFile physical = links.sides().physical().lookup(internalName);
        if (physical == null || links.reachesClass(home, physical)) return;
        ClassFile logical = links.sides().logical().lookup(internalName);
        if (logical == null || !links.reachesClass(home, logical)) return;
        throw new Untranslatable(null, "uses " + Descriptors.className(internalName) + ", which is not public in the running JVM",
                "keep its users in its package; or restart the JVM");
    }
}
