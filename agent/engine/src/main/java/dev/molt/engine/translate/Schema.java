package dev.molt.engine.translate;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.Field;
import dev.molt.engine.classfile.Method;
import dev.molt.engine.classfile.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Whether a class file has what the VM wants to find unchanged in a redefinition (JVMTI RedefineClasses). */
final class Schema {
    /** Method flags that HotSpot compares; whether a method is native is not among them. */
    private static final int COMPARED = 0xFFFF & ~Opcodes.ACC_NATIVE;

    private Schema() {}

    static boolean same(ClassFile a, ClassFile b) {
        return a.access() == b.access() && Objects.equals(a.superName(), b.superName()) && a.interfaces().equals(b.interfaces())
                && Objects.equals(a.nestHost(), b.nestHost()) && set(a.nestMembers()).equals(set(b.nestMembers()))
                && set(a.permittedSubclasses()).equals(set(b.permittedSubclasses())) && a.isRecord() == b.isRecord()
                && components(a).equals(components(b)) && fields(a).equals(fields(b)) && methods(a).equals(methods(b));
    }

    private static Set<String> set(List<String> names) {
        return new HashSet<>(names);
    }

    private static List<String> components(ClassFile file) {
        return file.recordComponents().stream().map(Schema::text).toList();
    }

    private static String text(RecordComponent c) {
        return c.name() + ":" + c.descriptor() + ":" + c.signature();
    }

    private static List<String> fields(ClassFile file) {
        return file.fields().stream().map(Schema::text).toList();
    }

    private static String text(Field f) {
        return f.access() + " " + f.name() + ":" + f.descriptor();
    }

    private static Set<String> methods(ClassFile file) {
        Set<String> out = new HashSet<>();
        for (Method m : file.methods()) out.add((m.access() & COMPARED) + " " + m.name() + m.descriptor());
        return out;
    }
}
