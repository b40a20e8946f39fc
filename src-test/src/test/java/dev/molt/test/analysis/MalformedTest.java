package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.dependents.ReferenceScanner;
import dev.molt.test.harness.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Whatever is no class file is refused with a message for people, and nothing else happens. */
class MalformedTest {
    private static final int FLIPS_PER_CLASS = 100;

    private static List<byte[]> samples() throws Exception {
        List<byte[]> samples = new ArrayList<>();
        for (Path folder : Corpus.compiled(Jdk.oldest())) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) samples.add(Files.readAllBytes(file));
            }
        }
        return samples;
    }

    private static String problem(byte[] bytes) {
        return assertThrows(MalformedClassFileException.class, () -> ClassFile.parse(bytes)).getMessage();
    }

    @Test
    void messagesSayWhatIsWrong() throws Exception {
        byte[] good = samples().get(0);
        assertEquals("an empty file", problem(new byte[0]));
        assertEquals("not a class file: does not start with CAFEBABE", problem("PK\3\4 a jar".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("not a class file: does not start with CAFEBABE", problem(new byte[] {(byte) 0xCA}));
        assertEquals("truncated after 6 bytes, within its header", problem(Arrays.copyOf(good, 6)));
        assertEquals("truncated after 40 bytes, within its constant pool", problem(Arrays.copyOf(good, 40)));
        assertEquals("truncated after " + (good.length - 1) + " bytes, within its attributes", problem(Arrays.copyOf(good, good.length - 1)));
        assertEquals("3 bytes follow the end of the class at byte " + good.length, problem(Arrays.copyOf(good, good.length + 3)));
        byte[] future = good.clone();
        future[7] = 99;
        assertTrue(problem(future).startsWith("class file version 99 (Java 55) is newer than this Molt can read; the newest is version "),
                problem(future));
        future[7] = 3;
        assertEquals("class file version 3.0, which never existed", problem(future));
    }

    /** JVMS 4.1: none but java.lang.Object. */
    @Test
    void aClassNeedsASuperclass() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "app/Orphan", null, null, null);
        writer.visitEnd();
        assertEquals("malformed class file: it has no superclass", problem(writer.toByteArray()));
    }

    @Test
    void everyTruncationIsTold() throws Exception {
        byte[] good = samples().stream().filter(b -> b.length < 3000).findFirst().orElseThrow();
        for (int length = 0; length < good.length; length++) {
            String problem = problem(Arrays.copyOf(good, length));
            assertTrue(length < 4 || problem.startsWith("truncated after " + length + " bytes"), problem);
        }
    }

    @Test
    void garbageNeverDoesAnythingElse() throws Exception {
        Random random = new Random(17);
        List<byte[]> samples = samples();
        int refused = 0;
        for (byte[] good : samples) {
            for (int i = 0; i < FLIPS_PER_CLASS; i++) {
                byte[] bad = good.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    int at = 10 + random.nextInt(bad.length - 10);
                    if (random.nextBoolean()) bad[at] ^= 1 << random.nextInt(8);
                    else bad[at] = (byte) random.nextInt(256);
                }
                refused += readAll(good, bad);
            }
        }
        assertTrue(refused > samples.size(), "only " + refused + " refused");
    }

    /** Any exception but the one is an error of the test. */
    private static int readAll(byte[] good, byte[] bad) {
        int refused = 0;
        try {
            ClassFile.parse(bad);
        } catch (MalformedClassFileException e) {
            refused = 1;
        }
        try {
            ReferenceScanner.scan(bad);
        } catch (MalformedClassFileException e) {
            refused = 1;
        }
        try {
            OnOldPool.rebuildWithSource(good, bad);
        } catch (MalformedClassFileException e) {
            refused = 1;
        }
        try {
            OnOldPool.rebuildWithSource(bad, good);
        } catch (MalformedClassFileException e) {
            refused = 1;
        }
        return refused;
    }

    @Test
    void constantsThatUnfoldWithoutEndAreRefused() throws Exception {
        for (int depth : new int[] {20, 60, 200}) {
            byte[] bytes = nestedConstants(depth);
            assertTrue(problem(bytes).contains("nest"), () -> problem(bytes));
            assertThrows(MalformedClassFileException.class, () -> ReferenceScanner.scan(bytes));
        }
    }

    /** A class with a dynamic constant whose two arguments are one dynamic constant, and so on. */
    private static byte[] nestedConstants(int depth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int first = 14;
        out.writeInt(0xCAFEBABE);
        out.writeInt(61);
        out.writeShort(first + depth);
        utf8(out, "a/A");
        entry(out, 7, 1);
        utf8(out, "java/lang/Object");
        entry(out, 7, 3);
        utf8(out, "c");
        utf8(out, "I");
        entry(out, 12, 5, 6);
        utf8(out, "()V");
        entry(out, 12, 5, 8);
        entry(out, 10, 2, 9);
        out.writeByte(15);
        out.writeByte(6);
        out.writeShort(10);
        utf8(out, "Code");
        utf8(out, "BootstrapMethods");
        for (int i = 0; i < depth; i++) entry(out, 17, i, 7);
        shorts(out, 0x21, 2, 4, 0, 0, 1);
        shorts(out, 8, 5, 8, 1, 12);
        out.writeInt(2 + 2 + 4 + 4 + 4);
        shorts(out, 1, 0, 0, 4);
        shorts(out, 0x1200 | first + depth - 1, 0x57B1, 0, 0);
        shorts(out, 1, 13);
        out.writeInt(2 + depth * 8 - 4);
        out.writeShort(depth);
        shorts(out, 11, 0);
        for (int i = 1; i < depth; i++) shorts(out, 11, 2, first + i - 1, first + i - 1);
        return bytes.toByteArray();
    }

    private static void utf8(DataOutputStream out, String text) throws IOException {
        out.writeByte(1);
        out.writeUTF(text);
    }

    private static void entry(DataOutputStream out, int tag, int... indexes) throws IOException {
        out.writeByte(tag);
        shorts(out, indexes);
    }

    private static void shorts(DataOutputStream out, int... values) throws IOException {
        for (int value : values) out.writeShort(value);
    }
}
