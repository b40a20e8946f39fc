package dev.molt.test.analysis.fork;

import dev.molt.engine.diff.ChangeKind;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * A small edit of a class.
 *
 * @param name a word for it, which is also its package
 * @param subject the class whose file is looked at
 * @param compiled what is done to the class file of the source after the edit
 * @param kinds the changes that are to be told, and no others but those of debug information
 */
public record Edit(String name, String subject, String before, String after, UnaryOperator<byte[]> compiled, Set<ChangeKind> kinds) {

    /** An edit of members of a class {@code C}. */
    static Edit members(String name, String before, String after, ChangeKind... kinds) {
        return unit(name, "C", "public class C {\n" + before + "\n}", "public class C {\n" + after + "\n}", kinds);
    }

    /** An edit of a whole compilation unit. */
    static Edit unit(String name, String subject, String before, String after, ChangeKind... kinds) {
        return new Edit(name, subject, before, after, UnaryOperator.identity(), Set.copyOf(List.of(kinds)));
    }

    /** An edit of the class file that javac makes of an empty class {@code C}. */
    static Edit binary(String name, BiConsumer<ClassReader, ClassWriter> edit, ChangeKind... kinds) {
        String source = "public class C { }";
        return new Edit(name, "C", source, source, bytes -> {
            ClassWriter writer = new ClassWriter(0);
            edit.accept(new ClassReader(bytes), writer);
            return writer.toByteArray();
        }, Set.copyOf(List.of(kinds)));
    }

    /** Binary name of the subject. */
    public String className() {
        return name + "." + subject;
    }

    public String sourceBefore() {
        return "package " + name + ";\n" + before;
    }

    public String sourceAfter() {
        return "package " + name + ";\n" + after;
    }
}
