package dev.molt.engine.translate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Joins what the VM froze of a class with what it takes from a newer version. */
final class Shape {
    private Shape() {}

    /** The class without its methods. */
    static ClassNode merge(ClassNode shape, ClassNode logical) {
        ClassNode out = new ClassNode(Opcodes.ASM9);
        out.version = major(logical) >= major(shape) ? logical.version : shape.version;
        out.access = shape.access;
        out.name = shape.name;
        out.signature = shape.signature;
        out.superName = shape.superName;
        out.interfaces = shape.interfaces;
        out.nestHostClass = shape.nestHostClass;
        out.nestMembers = shape.nestMembers;
        out.permittedSubclasses = shape.permittedSubclasses;
        out.recordComponents = shape.recordComponents;
        out.outerClass = shape.outerClass;
        out.outerMethod = shape.outerMethod;
        out.outerMethodDesc = shape.outerMethodDesc;
        out.sourceFile = logical.sourceFile;
        out.sourceDebug = logical.sourceDebug;
        out.visibleAnnotations = logical.visibleAnnotations;
        out.invisibleAnnotations = logical.invisibleAnnotations;
        out.visibleTypeAnnotations = logical.visibleTypeAnnotations;
        out.invisibleTypeAnnotations = logical.invisibleTypeAnnotations;
        out.innerClasses = innerClasses(shape, logical);
        out.fields = fields(shape, logical);
        return out;
    }

    private static int major(ClassNode node) {
        return node.version & 0xFFFF;
    }

    private static List<InnerClassNode> innerClasses(ClassNode shape, ClassNode logical) {
        List<InnerClassNode> out = new ArrayList<>(logical.innerClasses);
        Set<String> names = new HashSet<>();
        for (InnerClassNode i : logical.innerClasses) names.add(i.name);
        for (InnerClassNode i : shape.innerClasses) {
            if (names.add(i.name)) out.add(i);
        }
        return out;
    }

    private static List<FieldNode> fields(ClassNode shape, ClassNode logical) {
        List<FieldNode> out = new ArrayList<>();
        for (FieldNode f : shape.fields) out.add(newer(f, logical));
        return out;
    }

    private static FieldNode newer(FieldNode field, ClassNode logical) {
        for (FieldNode f : logical.fields) {
            boolean same = f.name.equals(field.name) && f.desc.equals(field.desc) && ((f.access ^ field.access) & Opcodes.ACC_STATIC) == 0;
            if (!same) continue;
            boolean constant = (field.access & f.access & Opcodes.ACC_FINAL) != 0;
            FieldNode out = new FieldNode(field.access, field.name, field.desc, f.signature, constant ? f.value : field.value);
            out.visibleAnnotations = f.visibleAnnotations;
            out.invisibleAnnotations = f.invisibleAnnotations;
            out.visibleTypeAnnotations = f.visibleTypeAnnotations;
            out.invisibleTypeAnnotations = f.invisibleTypeAnnotations;
            return out;
        }
        return field;
    }
}
