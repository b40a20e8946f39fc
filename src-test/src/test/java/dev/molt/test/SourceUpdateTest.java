package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.CompiledSource;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.CliResult;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Updates that begin with source files. */
class SourceUpdateTest {
    private static final String PRICES = "package s; public class Prices { public static final int VAT = 19; static int net() { return 100; } }";
    private static final String CART = """
            package s;
            public class Cart {
                static int count;
                public static String total() {
                    count++;
                    return count + ": " + (Prices.net() + Prices.VAT);
                }
            }
            """;
    private static final String OTHER = "package s; public class Other { public static String name() { return \"other\"; } }";

    /** The three files in a folder, and a JVM that runs them. */
    private static Target start(Targets targets, Path src) throws IOException {
        write(src, "Prices", PRICES);
        write(src, "Cart", CART);
        write(src, "Other", OTHER);
        Target target = targets.start(Javac.standard().with("-parameters").compile("source-update", PRICES, CART, OTHER));
        assertEquals("1: 119", target.call("s.Cart", "total"));
        assertEquals("other", target.call("s.Other", "name"));
        return target;
    }

    private static void write(Path src, String name, String text) throws IOException {
        Path file = src.resolve("s/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Set<String> compiled(Verdict verdict) {
        return verdict.plan().compiled().stream().map(CompiledSource::source).map(s -> s.replaceAll(".*/", "")).collect(Collectors.toSet());
    }

    @LiveUpdate
    void whatIsAffectedIsCompiledAndTold(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Target target = start(targets, src);
        target.molt("apply", "--source", src).expect(0).says("nothing to do");

        write(src, "Prices", PRICES.replace("VAT = 19", "VAT = 7"));
        Verdict planned = target.molt("plan", "--source", src, "--json").expect(0, Outcome.PLANNED);
        assertEquals(Set.of("Prices.java", "Cart.java"), compiled(planned), "nobody else");
        assertTrue(planned.plan().compiled().contains(new CompiledSource(src.resolve("s/Cart.java").toString(),
                "s.Prices.VAT (constant) is inlined at s.Cart.total, line 6")), planned.plan()::text);
        assertEquals("2: 119", target.call("s.Cart", "total"), "a plan touches nothing");
        target.molt("apply", "--source", src).expect(0).says("applied");
        assertEquals("3: 107", target.call("s.Cart", "total"));

        write(src, "Other", OTHER.replace("\"other\"", "\"another\""));
        Verdict body = target.molt("apply", "--source", src, "--json").expect(0, Outcome.APPLIED);
        assertEquals(Set.of("Other.java"), compiled(body), "a body concerns nobody else");
        assertEquals("another", target.call("s.Other", "name"));
    }

    @LiveUpdate
    void errorsAreTheCompilersOwnAndNothingHappens(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Path into = Files.createDirectory(targets.directory().resolve("into"));
        Target target = start(targets, src);
        target.molt("apply", "--source", src).expect(0);
        write(src, "Prices", PRICES.replace("int net()", "int net(int of)"));
        CliResult refused = target.molt("apply", "--source", src, "--into", into).expect(3);
        refused.says("refused", "Cart.java:6: error: method net in class Prices cannot be applied to given types", "required: int");
        assertTrue(refused.out().lines().anyMatch(line -> line.strip().equals("^")), refused::toString);
        assertEquals(Set.of(), Trees.list(into), "nothing is copied");
        assertEquals("2: 119", target.call("s.Cart", "total"));

        write(src, "Prices", PRICES.replace("return 100", "return 200"));
        target.molt("apply", "--source", src, "--into", into).expect(0).says("applied");
        assertEquals("3: 219", target.call("s.Cart", "total"));
        assertEquals(Set.of("s/Cart.class", "s/Other.class", "s/Prices.class"), Trees.list(into));
    }

    @LiveUpdate(jdks = 17)
    void shapesNewFilesAndRemovedOnes(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Target target = start(targets, src);
        target.molt("apply", "--source", src).expect(0);
        write(src, "Rate", "package s; record Rate(int percent) { int of(int net) { return net * percent / 100; } }");
        write(src, "Cart", CART.replace("Prices.net() + Prices.VAT", "Prices.net() + rate().of(Prices.net())").replace("public static",
                "private static Rate rate() { return new Rate(50); } public static"));
        Files.delete(src.resolve("s/Other.java"));
        target.molt("apply", "--source", src).expect(0).says("applied");
        assertEquals("2: 150", target.call("s.Cart", "total"));
        target.molt("status").says("s.Other", "was removed");
        target.molt("revert").expect(0);
        assertEquals("3: 119", target.call("s.Cart", "total"));
    }

    @LiveUpdate(jdks = 17)
    void aSingleFile(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Target target = start(targets, src);
        write(src, "Cart", CART.replace("count + \": \"", "\"no. \" + count + \": \""));
        target.molt("apply", "--source", src.resolve("s/Cart.java")).expect(0).says("applied");
        assertEquals("no. 2: 119", target.call("s.Cart", "total"));
    }

    @LiveUpdate(jdks = 17)
    void aDamagedIndexIsNotTrusted(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Target target = start(targets, src);
        target.molt("apply", "--source", src).expect(0);
        for (String file : List.of("index", "classes/s/Cart.class")) {
            Path damaged = Trees.list(targets.directory().resolve("cache")).stream().filter(f -> f.endsWith(file)).findFirst()
                    .map(targets.directory().resolve("cache")::resolve).orElseThrow();
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[bytes.length / 2] ^= 1;
            Files.write(damaged, bytes);
            target.molt("apply", "--source", src).expect(0).says("nothing to do");
            assertFalse(java.util.Arrays.equals(bytes, Files.readAllBytes(damaged)), file + " was made again");
        }
    }

    @LiveUpdate(jdks = 17)
    void usage(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        Target target = start(targets, src);
        target.molt("apply", "--source", src.resolve("missing")).expect(2).says("missing");
        target.molt("apply", "--source", Files.createDirectory(targets.directory().resolve("empty"))).expect(2).says("no .java file");
        target.molt("apply", src, "--source", src).expect(2).says("NEW and --source");
        target.molt("apply", "--source", src, "--release", "99").expect(2).says("99");
    }
}
