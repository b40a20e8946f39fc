package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.Message;
import dev.molt.protocol.Wire;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.CliResult;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import dev.molt.test.harness.Trees;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** What is no class path, no class file or no message: a clear error, and nothing changed. */
class MalformedInputTest {
    private static final int FLIPS = 150;
    private static final int BULK = 1500;

    /** Where a class file goes wrong, and which words the error has to have. */
    private record Bad(String label, byte[] bytes, String... says) {}

    @LiveUpdate(program = "orders")
    void aClassFileThatIsNone(Target target, Program program, Targets targets) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();
        Path v2 = program.version("v2");
        byte[] good = Files.readAllBytes(v2.resolve("orders/Vat.class"));
        byte[] future = good.clone();
        future[7] = (byte) (Jdk.newest().feature() + 44 + 40);
        byte[] noMagic = good.clone();
        noMagic[0] = 0;
        byte[] trailing = Arrays.copyOf(good, good.length + 3);
        List<Bad> corpus = List.of(
                new Bad("truncated", Arrays.copyOf(good, good.length / 2), "orders/Vat.class"),
                new Bad("header only", Arrays.copyOf(good, 8), "orders/Vat.class"),
                new Bad("empty", new byte[0], "orders/Vat.class", "empty"),
                new Bad("no magic", noMagic, "orders/Vat.class", "class file"),
                new Bad("trailing bytes", trailing, "orders/Vat.class"),
                new Bad("version", future, "orders.Vat", "version"),
                new Bad("wrong name", Files.readAllBytes(v2.resolve("orders/Cart.class")), "orders/Vat.class", "orders.Cart"));
        for (Bad bad : corpus) {
            Path folder = Trees.copy(v2, targets.directory().resolve(bad.label().replace(' ', '-')));
            Files.write(folder.resolve("orders/Vat.class"), bad.bytes());
            CliResult result = target.molt("apply", folder);
            assertTrue(result.exit() == 2 || result.exit() == 3, () -> bad.label() + ": " + result);
            String said = (result.out() + result.err()).replace('.', '/');
            for (String word : bad.says()) assertTrue(said.contains(word.replace('.', '/')), () -> bad.label() + " without "
                    + word + ": " + result);
            assertTrue(!said.contains("Exception") && !said.contains("	at "), () -> bad.label() + " shows a stack trace: "
                    + result);
        }
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
        before.assertUntouchedIn(target.fingerprint(), "after malformed class files");
        assertEquals(List.of(), client.status().live());
    }

    @LiveUpdate(program = "orders")
    void bytesThatTheAgentIsSent(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();
        byte[] good = Files.readAllBytes(program.version("v2").resolve("orders/Prices.class"));
        for (int length : new int[] {0, 1, 9, good.length / 3, good.length - 1}) {
            refused(client, Map.of("orders.Prices", Arrays.copyOf(good, length)), "orders.Prices");
        }
        refused(client, Map.of("orders.Prices", renamed(good, "orders/Prices", "orders/Cart")), "orders.Prices", "orders.Cart");
        refused(client, Map.of("orders.Unknown", renamed(good, "orders/Prices", "orders/Cart")));
        refused(client, Map.of("java.lang.String", good), "java.lang.String");
        before.assertUntouchedIn(target.fingerprint(), "after malformed bytes");
    }

    @LiveUpdate(program = "orders")
    void classesOfTheJdk(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        byte[] prices = Files.readAllBytes(program.version("v2").resolve("orders/Prices.class"));
        for (String name : List.of("java.lang.Integer", "java.sql.Date", "java.util.function.IntToLongFunction")) {
            refused(client, Map.of(name, renamed(prices, "orders/Prices", name.replace('.', '/'))), "only classes of the JDK", name);
        }
        // Beside classes of the application they are left out.
        Map<String, byte[]> both = new TreeMap<>(TestOffer.read(program.version("v2")));
        both.put("java.util.function.IntToLongFunction", renamed(prices, "orders/Prices", "java/util/function/IntToLongFunction"));
        Verdict verdict = client.apply(TestOffer.of(both, Map.of()));
        assertEquals(Outcome.APPLIED, verdict.outcome(), verdict::text);
        assertTrue(verdict.plan().classes().stream().noneMatch(c -> c.className().startsWith("java.")), verdict::text);
        assertTrue(verdict.text().contains("the JDK has this class"), verdict::text);
    }

    /** With no bits of its own to know them by, a flipped bit may leave a valid class: then it is applied, and goes back. */
    @LiveUpdate(program = "orders")
    void flippedBits(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();
        byte[] good = Files.readAllBytes(program.version("v2").resolve("orders/Cart.class"));
        long seed = System.nanoTime();
        System.out.println("flipped bits: seed " + seed);
        Random random = new Random(seed);
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(good.length * 8);
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String where = "bit " + bit + ", seed " + seed;
            try {
                Verdict verdict = client.apply(TestOffer.of(Map.of("orders.Cart", flipped), Map.of()));
                switch (verdict.outcome()) {
                    case REFUSED, NOTHING_TO_DO -> assertTrue(verdict.outcome() != Outcome.REFUSED
                            || !verdict.findings().isEmpty(), where);
                    case APPLIED -> assertEquals(Outcome.REVERTED, client.revert(verdict.updateId()).outcome(), where);
                    // The VM takes such a class and drops what it does not know: seen only when it is read back.
                    case REVERTED -> {
                        if (!verdict.text().contains("read back")) problems.add("refused too late: " + where + "\n"
                                + verdict.text());
                    }
                    default -> problems.add("should have been refused before anything was touched: " + where + "\n"
                            + verdict.text());
                }
            } catch (Client.Failed e) {
                problems.add("the agent failed: " + where + ": " + e.getMessage());
            }
        }
        assertTrue(problems.isEmpty(), () -> String.join("\n", problems));
        before.assertSameCodeIn(target.fingerprint(), "after flipped bits, seed " + seed);
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
    }

    @LiveUpdate(program = "orders")
    void classPathsThatAreNone(Target target, Program program, Targets targets) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Fingerprint before = target.fingerprint();
        Path v2 = program.version("v2");
        Path here = targets.directory();
        Path duplicates = here.resolve("duplicates.jar");
        byte[] vat = Files.readAllBytes(v2.resolve("orders/Vat.class"));
        Files.write(duplicates, storedTwice("orders/Vat.class", vat,
                Files.readAllBytes(program.version("v3").resolve("orders/Vat.class"))));
        target.molt("apply", duplicates).expect(3).says("orders/Vat.class", "twice");

        Path jar = Trees.jar(here.resolve("v2.jar"), v2);
        byte[] bytes = Files.readAllBytes(jar);
        Path cut = Files.write(here.resolve("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        CliResult result = target.molt("apply", cut);
        assertTrue(result.exit() == 2 || result.exit() == 3, result::toString);
        result.says("cut.jar");
        target.molt("apply", Files.createFile(here.resolve("empty.jar"))).says("empty.jar");
        CliResult empty = target.molt("apply", Files.createDirectory(here.resolve("empty")));
        assertTrue(empty.exit() == 2 || empty.exit() == 3 , empty::toString);
        target.molt("apply", here.resolve("not-there")).expect(2).says("not-there");
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
        before.assertUntouchedIn(target.fingerprint(), "after malformed class paths");
    }

    @LiveUpdate(program = "orders")
    void aHundredMegabytes(Target target, Program program) throws Exception {
        assertEquals("110, 1 items", target.call("orders.App", "order", "100"));
        Fingerprint before = target.fingerprint();
        Path v1 = large("v1", program.version("v1"));
        Path v2 = large("v2", program.version("v2"));
        assertTrue(Files.size(v2) > 100 << 20, () -> "large enough: " + v2.toFile().length());
        // Without the running version every class that nobody knows is a new one, more than this heap should take.
        target.molt("apply", v2).expect(3).says("heap");
        assertEquals("110, 2 items", target.call("orders.App", "order", "100"));
        before.assertUntouchedIn(target.fingerprint(), "after a class path too large");
        Verdict verdict = target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        assertEquals("115, 3 in the cart", target.call("orders.App", "order", "100"));
        assertEquals(5, verdict.plan().classes().size(), verdict::text);
    }

    /** A program with {@link #BULK} classes beside it, made once for all runs. */
    private static synchronized Path large(String version, Path program) throws IOException {
        Path jar = Layout.work().resolve("large-" + version + ".jar");
        if (Files.exists(jar)) return jar;
        Path unfinished = jar.resolveSibling(jar.getFileName() + ".unfinished");
        byte[] unit = Files.readAllBytes(program.resolve("orders/Legacy.class"));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unfinished))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (int i = 0; i < BULK; i++) {
                out.putNextEntry(new ZipEntry("bulk/C" + i + ".class"));
                large(unit, "bulk/C" + i, out);
            }
            for (String name : Trees.list(program)) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(program.resolve(name), (OutputStream) out);
            }
        }
        return Files.move(unfinished, jar);
    }

    @LiveUpdate(program = "orders")
    void whatIsNoMessage(Target target, Program program) throws Exception {
        Client client = target.withMolt().client();
        Random random = new Random(42);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            send(client, noise);
        }
        send(client, new byte[] {0x7f, -1, -1, -1});
        send(client, new byte[] {-1, -1, -1, -1});
        send(client, new byte[] {0, 0, 0, 2, '{', '}'});
        send(client, new byte[] {0, 0, 0, 50, '{'});
        try (Wire wire = new Wire(SocketChannel.open(UnixDomainSocketAddress.of(client.socket())))) {
            wire.send(new Message.Hello(Message.PROTOCOL + 1, "future", "me"));
            assertEquals(Message.PROTOCOL, wire.receive(Message.Welcome.class).protocol());
        }
        assertEquals(Outcome.PLANNED.name(), planned(target, client, program));
        assertTrue(target.threads().stream().filter(name -> name.startsWith("molt")).count() < 8, target.threads()::toString);
    }

    private static String planned(Target target, Client client, Program program) {
        target.call("orders.App", "order", "100");
        return client.plan(TestOffer.of(program.version("v2"))).outcome().name();
    }

    private static void send(Client client, byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(client.socket()))) {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (EOFException e) {
            // The agent may hang up at any time.
        }
    }

    private static void refused(Client client, Map<String, byte[]> bytes, String... says) {
        Verdict verdict;
        try {
            verdict = client.apply(TestOffer.of(bytes, Map.of()));
        } catch (Client.Failed e) {
            throw new AssertionError("a failure instead of a refusal", e);
        }
        assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
        for (String word : says) assertTrue(verdict.text().contains(word), () -> word + " is not in " + verdict.text());
    }

    private static byte[] renamed(byte[] bytes, String from, String to) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, from, to)), 0);
        return writer.toByteArray();
    }

    /** A class of about 70 KB, no two alike. */
    private static void large(byte[] unit, String name, OutputStream out) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(unit).accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, "orders/Legacy", name)), 0);
        for (int i = 0; i < 2; i++) writer.newConst(i + name + "x".repeat(35_000));
        out.write(writer.toByteArray());
    }

    /** A jar with the same entry twice, which no tool of the JDK writes. */
    private static byte[] storedTwice(String name, byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String other = name.substring(0, name.length() - 7) + "!.class";
        assertEquals(name.length(), other.length());
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            store(out, name, first);
            store(out, other, second);
        }
        byte[] jar = bytes.toByteArray();
        byte[] from = other.getBytes(StandardCharsets.US_ASCII);
        byte[] to = name.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + from.length <= jar.length; i++) {
            if (Arrays.equals(jar, i, i + from.length, from, 0, from.length)) System.arraycopy(to, 0, jar, i, to.length);
        }
        return jar;
    }

    private static void store(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
