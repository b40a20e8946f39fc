package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Origin;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.CliRun;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Saved files become live, with the command line and by the agent itself. */
class WatchTest {

    private static CliRun watch(Target target, Object... arguments) {
        CliRun run = target.beginMolt("watch", arguments);
        Await.until("it watches", run::said, said -> said.contains("watching "));
        return run;
    }

    /** Writes class files over those of a folder, as a compiler does. */
    private static void save(Path classes, Path into) throws IOException {
        for (Path file : Trees.classFiles(classes)) {
            Path to = into.resolve(classes.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(file));
        }
    }

    private static void says(Target target, String text, CliRun run) {
        Await.until("the new code runs", Await.LIMIT, () -> target.call("orders.App", "order", "100"), answer -> answer.startsWith(text), run::said);
    }

    private static List<Outcome> history(Target target) {
        return target.client().history().updates().stream().map(UpdateSummary::outcome).toList();
    }

    @LiveUpdate(program = "orders")
    void aBurstOfWritesIsOneUpdate(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path folder = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        CliRun run = watch(target, folder);
        save(program.version("v2"), folder);
        says(target, "115,", run);
        assertEquals("late 2", target.call("orders.App", "late"));
        save(program.version("v4"), folder);
        Await.until("a change of shape is live", Await.LIMIT, () -> target.call("orders.App", "order", "100"), answer -> answer.endsWith(", logged"), run::said);
        assertEquals(List.of(Outcome.APPLIED, Outcome.APPLIED), history(target), run::said);
        assertTrue(run.said().matches("(?s).*applied u1: .* and \\d more are live, \\d+ ms after the save.*"), run::said);
        assertTrue(run.isRunning());
        target.exit();
        run.await().expect(5).says("has ended");
    }

    @LiveUpdate(program = "orders")
    void filesThatAreNotWholeYetAreWaitedFor(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path folder = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        CliRun run = watch(target, folder);
        byte[] next = Files.readAllBytes(program.version("v2").resolve("orders/Vat.class"));
        Path file = folder.resolve("orders/Vat.class");
        Files.write(file, Arrays.copyOf(next, next.length / 2));
        Await.until("it is told that the file is broken", Await.LIMIT, run::said, said -> said.contains("cut off after"), run::said);
        assertEquals("110,", target.call("orders.App", "order", "100").substring(0, 4));
        Files.write(file, next);
        says(target, "120,", run);
        assertEquals(List.of(Outcome.APPLIED), history(target), run::said);
    }

    @LiveUpdate(program = "orders")
    void whatWasRefusedComesAgainWithTheNextSave(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path folder = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        CliRun run = watch(target, folder);
        Path broken = Javac.standard().compile("watch-broken", "package orders; class Vat { static int rate() { return 30; } }");
        save(broken, folder);
        Await.until("it is refused", Await.LIMIT, run::said, said -> said.contains("refused u1"), run::said);
        save(broken, folder);
        Files.setLastModifiedTime(folder.resolve("orders/Vat.class"), FileTime.fromMillis(1_000_000_000_000L));
        Await.until("the same is told in short", Await.LIMIT, run::said, said -> said.contains("for the same reasons as at"), run::said);
        assertEquals(1, run.said().split("which would not link", -1).length - 1, run::said);
        Path prices = Javac.standard().against(broken).compile("watch-fixed", "package orders; class Prices { static int gross(int net) { return net + Vat.rate(); } }",
                "package orders; class Vat { static int rate() { return 30; } }");
        Files.copy(prices.resolve("orders/Prices.class"), folder.resolve("orders/Prices.class"), StandardCopyOption.REPLACE_EXISTING);
        says(target, "130,", run);
    }

    @LiveUpdate(program = "orders", jdks = 17)
    void foldersThatAreExchanged(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path builds = Files.createDirectories(targets.directory().resolve("builds"));
        Path folder = builds.resolve("out/classes");
        CliRun run = watch(target, folder);
        Trees.copy(program.version("v2"), folder);
        says(target, "115,", run);

        Trees.delete(builds.resolve("out"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("messages.txt"), "resources are often copied first");
        save(program.version("v3"), folder);
        says(target, "123,", run);

        Path next = Trees.copy(program.version("v2"), builds.resolve("next/classes"));
        Files.move(builds.resolve("out"), builds.resolve("old"));
        Files.createSymbolicLink(builds.resolve("out"), next.getParent());
        says(target, "115,", run);
        Files.delete(next.resolve("orders/Vat.class"));
        Files.copy(program.version("v3").resolve("orders/Vat.class"), next.resolve("orders/Vat.class"));
        says(target, "125,", run);
        assertFalse(run.said().contains("refused"), run::said);
    }

    @LiveUpdate(program = "orders", jdks = 17)
    void aJarThatIsReplaced(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path jar = Trees.jar(targets.directory().resolve("app.jar"), program.version("v1"));
        CliRun run = watch(target, jar);
        byte[] whole = Files.readAllBytes(Trees.jar(targets.directory().resolve("next.jar"), program.version("v2")));
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
        Files.write(jar, whole);
        says(target, "115,", run);
        Files.move(Trees.jar(targets.directory().resolve("last.jar"), program.version("v3")), jar, StandardCopyOption.REPLACE_EXISTING);
        says(target, "123,", run);
        assertEquals(List.of(Outcome.APPLIED, Outcome.APPLIED), history(target), run::said);
    }

    @LiveUpdate
    void sourcesAreCompiled(Targets targets) throws IOException {
        String prices = "package s; public class Prices { public static final int VAT = 19; }";
        String cart = "package s; public class Cart { public static String total() { return \"total \" + (100 + Prices.VAT); } }";
        Path src = Files.createDirectories(targets.directory().resolve("src/s")).getParent();
        Files.writeString(src.resolve("s/Prices.java"), prices);
        Files.writeString(src.resolve("s/Cart.java"), cart);
        Target target = targets.start(Javac.standard().with("-parameters").compile("watch-source", prices, cart));
        assertEquals("total 119", target.call("s.Cart", "total"));
        target.withMolt();
        Path into = targets.directory().resolve("into");
        CliRun run = watch(target, "--source", src, "--into", into);
        Files.writeString(src.resolve("s/Prices.java"), "package s; public class Prices { public static final int NEVER = 7; }");
        Await.until("the error is told", Await.LIMIT, run::said, said -> said.contains("cannot find symbol"), run::said);
        Files.writeString(src.resolve("s/Prices.java"), prices.replace("19", "7"));
        Await.until("a constant is live where it was copied to", Await.LIMIT, () -> target.call("s.Cart", "total"), "total 107"::equals, run::said);
        Await.until("the class files are kept", () -> Files.exists(into.resolve("s/Cart.class")), there -> there);
        Files.writeString(src.resolve("s/Extra.java"), "package s; class Extra { static int of(int n) { return n + 1000; } }");
        Files.writeString(src.resolve("s/Cart.java"), cart.replace("(100 + Prices.VAT)", "Extra.of(added()); } private static int added() { return 1"));
        Await.until("a new class and a new method are live", Await.LIMIT, () -> target.call("s.Cart", "total"), "total 1001"::equals, run::said);
    }

    @LiveUpdate(program = "orders", jdks = 17)
    void onceForScripts(Target target, Program program, Targets targets) throws IOException {
        target.call("orders.App", "order", "100");
        target.withMolt();
        Path folder = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        CliRun run = target.beginMolt("watch", folder, "--once", "--json");
        Await.until("it watches", run::said, said -> said.contains("watching "));
        save(Javac.standard().compile("watch-broken", "package orders; class Vat { static int rate() { return 30; } }"), folder);
        run.await().expect(3).says("\"outcome\":\"REFUSED\"", "\"millis\":");
        target.molt("watch", targets.directory().resolve("nothing"), "--source", targets.directory().resolve("none")).expect(2).says("does not exist");
    }

    @LiveUpdate(program = "orders")
    void theAgentWatchesByItself(Program program, Targets targets) throws IOException {
        Path folder = Trees.copy(program.version("v1"), targets.directory().resolve("classes"));
        Path later = targets.directory().resolve("later");
        Target target = targets.launch().classPath(folder).withAgent("watch", "exclude=orders.Late").start();
        Target other = targets.launch().classPath(program.version("v1")).withAgent("watch=" + later).start();
        for (Target t : List.of(target, other)) {
            assertEquals("110, 1 items", t.call("orders.App", "order", "100"));
            assertEquals("late 1", t.call("orders.App", "late"));
            Await.until("it watches", t::log, log -> log.contains("molt: watching "));
        }
        save(program.version("v2"), folder);
        Trees.copy(program.version("v2"), later);
        for (Target t : List.of(target, other)) {
            Await.until("the new code runs", Await.LIMIT, () -> t.call("orders.App", "order", "100"), answer -> answer.startsWith("115,"), t::log);
        }
        assertEquals("late 1", target.call("orders.App", "late"), "is excluded");
        assertEquals("late 2", other.call("orders.App", "late"));
        save(program.version("v4"), folder);
        Await.until("a change of shape is live", Await.LIMIT, () -> target.call("orders.App", "order", "100"), answer -> answer.endsWith(", logged"), target::log);
        List<UpdateSummary> updates = target.client().history().updates();
        assertEquals(List.of(Outcome.APPLIED, Outcome.APPLIED), updates.stream().map(UpdateSummary::outcome).toList(), target::log);
        assertEquals(Origin.WATCH, updates.get(0).origin());
        target.molt("revert").expect(0);
        assertTrue(Stream.of(target.log().split("\n")).anyMatch(line -> line.matches("err\\| molt: .* applied u1: .*live, \\d+ ms after the save")), target::log);
        assertEquals(0, target.exit());
    }
}
