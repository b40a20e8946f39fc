package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Classes that were compiled for Java 5, without stack map frames, get versions for Java 8, and go back. */
class OldClassFilesTest {
    /** The names of the classes tell what becomes of them. */
    private static Path version(Targets targets, String name, int number, String more, boolean old) throws Exception {
        Path all = Javac.standard().release(8).compile("old-class-files-" + name, """
                package kit;
                public class Main {
                    public static String run(String n) { return Same.run(n) + Body.run(n) + new Shape().run(n); }
                }
                """, "package kit; class Same { static String run(String n) { return n.isEmpty() ? \"none\" : n; } }", """
                package kit; class Body { static String run(String n) { if (n.isEmpty()) return "no"; return n + %d; } }
                """.formatted(number), """
                package kit; class Shape { String run(String n) { String m = n.isEmpty() ? "no" : n; return m + %d; } %s }
                """.formatted(number, more));
        Path version = Trees.copy(all, targets.directory().resolve(name));
        if (old) asJava5(version);
        return version;
    }

    private static void asJava5(Path folder) throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(f -> f.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(Files.readAllBytes(file)).accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                    super.visit(Opcodes.V1_5, access, name, signature, superName, interfaces);
                }
            }, ClassReader.SKIP_FRAMES);
            Files.write(file, writer.toByteArray());
        }
    }

    @LiveUpdate
    void comeBack(Targets targets) throws Exception {
        Path v1 = version(targets, "v1", 1, "", true);
        Path v2 = version(targets, "v2", 2, "Shape next() { return null; }", false);
        Target target = targets.start(v1);
        assertEquals("aa1a1", target.call("kit.Main", "run", "a"));
        Fingerprint before = target.fingerprint();
        target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        assertEquals("aa2a2", target.call("kit.Main", "run", "a"));
        target.molt("revert", "--json").expect(0, Outcome.REVERTED);
        assertEquals("aa1a1", target.call("kit.Main", "run", "a"));
        before.assertSameCodeIn(target.fingerprint(), "after the update was reverted");
        target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        target.molt("apply", v1, "--from", v2, "--json").expect(0, Outcome.APPLIED);
        assertEquals("aa1a1", target.call("kit.Main", "run", "a"));
    }
}
