package dev.molt.test.evolve;

import dev.molt.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Finds what a redefinition would refuse. */
final class ShapeDifference {
    private ShapeDifference() {}

    static List<String> between(String name, byte[] loaded, byte[] next) {
        ClassFile a = Evolved.parse(loaded);
        ClassFile b = Evolved.parse(next);
        List<String> out = new ArrayList<>();
        compare(out, name + " flags", a.access(), b.access());
        compare(out, name + " superclass", a.superName(), b.superName());
        compare(out, name + " interfaces", a.interfaces(), b.interfaces());
        compare(out, name + " nest host", a.nestHost(), b.nestHost());
        compare(out, name + " nest members", new TreeSet<>(a.nestMembers()), new TreeSet<>(b.nestMembers()));
        compare(out, name + " permitted subclasses", new TreeSet<>(a.permittedSubclasses()), new TreeSet<>(b.permittedSubclasses()));
        compare(out, name + " fields", a.fields().stream().map(f -> f.access() + " " + f.text()).toList(),
                b.fields().stream().map(f -> f.access() + " " + f.text()).toList());
        compare(out, name + " methods", methods(a), methods(b));
        return out;
    }

    private static TreeSet<String> methods(ClassFile file) {
        TreeSet<String> out = new TreeSet<>();
        file.methods().forEach(m -> out.add((m.access() & 0xFEFF) + " " + m.text()));
        return out;
    }

    private static void compare(List<String> out, String what, Object a, Object b) {
        if (!Objects.equals(a, b)) out.add(what + ": " + a + " became " + b);
    }
}
