package dev.molt.engine.classfile;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the code of methods into two buffers: what is executed, and what debuggers see. Places in the code are counted in
 * instructions, since byte offsets depend on the constant pool ({@code ldc} or {@code ldc_w}). Stack map frames are left out: they
 * follow from the code, and the VM has none for classes that come from a class data sharing archive.
 */
abstract class CodeCanon extends MethodVisitor {
    protected final Canon body = new Canon(2048);
    protected final Canon debug = new Canon(512);
    private int position;
    private int forwards;

    CodeCanon() {
        super(Opcodes.ASM9);
    }

    void clearCode() {
        body.clear();
        debug.clear();
        position = 0;
        forwards = 0;
    }

    private Canon op(int opcode) {
        position++;
        return body.u1(opcode);
    }

    private void place(Label label) {
        Place place = (Place) label;
        if (place.position >= 0) {
            body.u1('b').u2(place.position);
        } else {
            if (place.forward == 0) place.forward = ++forwards;
            body.u1('f').u2(place.forward);
        }
    }

    @Override
    public void visitLabel(Label label) {
        Place place = (Place) label;
        place.position = position;
        if (place.forward != 0) body.u1(0xFF).u2(place.forward);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        body.u1(0xFE);
        place(start);
        place(end);
        place(handler);
        body.text(type);
    }

    @Override
    public void visitInsn(int opcode) {
        op(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        op(opcode).u2(operand);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        op(opcode).u2(index);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        op(opcode).text(type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        op(opcode).text(owner).text(name).text(descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        op(opcode).u1(isInterface ? 1 : 0).text(owner).text(name).text(descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        op(Opcodes.INVOKEDYNAMIC).text(name).text(descriptor).handle(bootstrap).u2(arguments.length);
        for (Object argument : arguments) body.constant(argument);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        op(opcode);
        place(label);
    }

    @Override
    public void visitLdcInsn(Object value) {
        op(Opcodes.LDC).constant(value);
    }

    @Override
    public void visitIincInsn(int index, int increment) {
        op(Opcodes.IINC).u2(index).u2(increment);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        op(Opcodes.TABLESWITCH).u4(min).u4(max);
        place(otherwise);
        for (Label label : labels) place(label);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        op(Opcodes.LOOKUPSWITCH).u4(keys.length);
        place(otherwise);
        for (int i = 0; i < keys.length; i++) {
            body.u4(keys[i]);
            place(labels[i]);
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        op(Opcodes.MULTIANEWARRAY).text(descriptor).u1(dimensions);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        body.u1(0xFC).u2(stack).u2(locals);
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        debug.u1('l').u2(line).u2(((Place) start).position);
    }

    @Override
    public void visitLocalVariable(String name, String descriptor, String signature, Label start, Label end, int index) {
        debug.u1('v').text(name).text(descriptor).text(signature)
                .u2(((Place) start).position).u2(((Place) end).position).u2(index);
    }
}
