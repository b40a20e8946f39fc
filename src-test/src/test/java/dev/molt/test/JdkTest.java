package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The JDK's own classes: nobody touches them before a class has another shape, nor where they are not what is expected. */
class JdkTest {
    private static final String APP = "package app; public class App { public static String run() { return \"%s\"; } %s }";

    /** Stay as they are while the program may hold a method or field that the VM does not know. */
    private static final Set<String> GUARDS = Set.of("java.io.ObjectStreamClass", "java.io.ObjectStreamClass$FieldReflector", "java.lang.invoke.MemberName",
            "java.lang.invoke.VarHandles", "java.lang.reflect.Constructor", "java.lang.reflect.Executable", "java.lang.reflect.Field", "java.lang.reflect.Method",
            "java.lang.reflect.RecordComponent", "jdk.internal.misc.Unsafe", "jdk.internal.reflect.ReflectionFactory", "sun.reflect.annotation.TypeAnnotationParser");

    private static Path version(String answer, String more) {
        return Javac.standard().compile("jdk-" + answer, APP.formatted(answer, more));
    }

    @LiveUpdate
    void theClassesOfTheJdkAreTouchedFromTheFirstChangeOfShapeToItsRevert(Targets targets) {
        Target target = targets.start(version("v1", ""));
        target.call("app.App", "run");
        Fingerprint before = jdk(target);
        target.molt("apply", version("v2", "")).expect(0);
        before.assertSameCodeIn(target.fingerprintOfJdk(), "after an update of a body");
        Path more = version("v3", "static int more() { return 3; }");
        target.molt("plan", more).expect(0);
        before.assertSameCodeIn(target.fingerprintOfJdk(), "after planning a change of shape");
        target.molt("apply", more).expect(0);
        List<String> touched = before.changedIn(target.fingerprintOfJdk());
        assertTrue(touched.stream().anyMatch(name -> name.startsWith("java.lang.Class@")), touched::toString);
        target.molt("revert").expect(0);
        List<String> left = new ArrayList<>(before.changedIn(target.fingerprintOfJdk()));
        left.removeIf(name -> GUARDS.contains(name.substring(0, name.indexOf('@'))));
        assertEquals(List.of(), left, "after the revert of the change of shape");
    }

    /** The second look: on 17 the first retransformation of a class of the CDS archive takes attributes from it for good. */
    private static Fingerprint jdk(Target target) {
        Set<String> seenBefore = target.fingerprintOfJdk().classes().keySet();
        Map<String, Fingerprint.Entry> second = new TreeMap<>(target.fingerprintOfJdk().classes());
        second.keySet().retainAll(seenBefore);
        return new Fingerprint(second);
    }

    /** A private method that a hook goes into has another name: bodies are updated as ever, shapes are not touched. */
    @LiveUpdate
    void aPatchedJdkIsRefusedForShapesAlone(Targets targets) throws IOException {
        Path patch = patched(targets, "java/util/EnumMap", "containsMapping");
        Target target = targets.launch().classPath(version("v1", "")).args("--patch-module", "java.base=" + patch).start();
        assertEquals("v1", target.call("app.App", "run"));
        target.molt("apply", version("v2", "")).expect(0);
        assertEquals("v2", target.call("app.App", "run"));
        Fingerprint application = target.fingerprint();
        Fingerprint before = jdk(target);
        Path more = version("v3", "static int more() { return 3; }");
        for (String command : List.of("plan", "apply")) {
            target.molt(command, more).expect(3).says("app.App.more(): int", "java.util.EnumMap has no method containsMapping");
        }
        assertEquals("v2", target.call("app.App", "run"));
        before.assertSameCodeIn(target.fingerprintOfJdk(), "after the refusal");
        application.assertUntouchedIn(target.fingerprint(), "after the refusal");
    }

    /** A folder for {@code --patch-module}: the class with a private method renamed, in itself and in its calls of it. */
    private static Path patched(Targets targets, String type, String method) throws IOException {
        Path folder = targets.directory().resolve("patched-jdk");
        try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", targets.jdk().home().toString()))) {
            byte[] bytes = Files.readAllBytes(image.getPath("modules/java.base/" + type + ".class"));
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                    MethodVisitor next = super.visitMethod(access, renamed(name), descriptor, signature, exceptions);
                    return new MethodVisitor(Opcodes.ASM9, next) {
                        @Override
                        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                            super.visitMethodInsn(opcode, owner, owner.equals(type) ? renamed(name) : name, descriptor, isInterface);
                        }
                    };
                }

                private String renamed(String name) {
                    return name.equals(method) ? method + "Patched" : name;
                }
            }, 0);
            Path file = folder.resolve(type + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, writer.toByteArray());
        }
        return folder;
    }
}
