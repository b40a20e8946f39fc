package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Findings;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.TestOffer;
import dev.molt.test.harness.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No update is applied after which a reference would not resolve. */
class LinkCheckTest {
    private static final String CALLER = """
            package app;
            public class Caller {
                public static String run() { return "caller %s"; }
            }
            """;

    /**
     * A changed class that uses what is not there as it says.
     *
     * @param body the new body of {@code Caller.run}
     * @param api what the caller was compiled against, as the body of {@code Api}
     * @param named what the refusal has to name beside the caller
     */
    private record Dangling(String label, String body, String api, String... named) {}

    private static final String LIVE_API = "class Api { static int present() { return 1; } int own() { return 2; } int field; private int secret; "
            + "private static int hidden() { return 3; } final int fixed = Integer.parseInt(\"3\"); static int shared; }";

    private static final List<Dangling> CASES = List.of(
            new Dangling("missing_method", "\"\" + Api.gone()", "class Api { static int gone() { return 1; } }", "app.Api",
                    "gone"),
            new Dangling("missing_field", "\"\" + new Api().gone", "class Api { int gone; }", "app.Api", "gone"),
            new Dangling("missing_class", "\"\" + Gone.value()", "class Gone { static int value() { return 1; } }", "app.Gone"),
            new Dangling("now_static", "\"\" + new Api().present()", "class Api { int present() { return 1; } }", "app.Api",
                    "present", "static"),
            new Dangling("now_instance", "\"\" + Api.own()", "class Api { static int own() { return 1; } }", "app.Api", "own",
                    "static"),
            new Dangling("other_descriptor", "\"\" + Api.present()", "class Api { static long present() { return 1; } }",
                    "app.Api", "present"),
            new Dangling("private_method", "\"\" + Api.hidden()", "class Api { static int hidden() { return 1; } }", "app.Api",
                    "hidden", "private"),
            new Dangling("private_field", "\"\" + new Api().secret", "class Api { int secret; }", "app.Api", "secret", "private"),
            new Dangling("static_field", "\"\" + new Api().shared", "class Api { int shared; }", "app.Api", "shared", "static"),
            new Dangling("final_field", "\"\" + (new Api().fixed = 3)", "class Api { int fixed; }", "app.Api", "fixed", "final"),
            new Dangling("interface_call", "\"\" + ((Api) null).own()", "interface Api { int own(); }", "app.Api", "own",
                    "interface"),
            new Dangling("method_handle", "\"\" + ((java.util.function.IntSupplier) Api::gone).getAsInt()",
                    "class Api { static int gone() { return 1; } }", "app.Api", "gone"));

    @LiveUpdate
    void aChangedClassUsesWhatIsNotThere(Targets targets) {
        Path v1 = Javac.standard().compile("dangling-v1", CALLER.formatted("1"), "package app;\n" + LIVE_API,
                "package app; public class Use { public static String use() { return \"\" + Api.present() + new Api().own(); } }");
        Target target = targets.start(v1);
        assertEquals("caller 1", target.call("app.Caller", "run"));
        assertEquals("12", target.call("app.Use", "use"));
        Client client = target.withMolt().client();
        Fingerprint before = target.fingerprint();

        List<String> problems = new ArrayList<>();
        for (Dangling c : CASES) {
            Path compiled = Javac.standard().compile("dangling-" + c.label(),
                    CALLER.replace("\"caller %s\"", c.body()), "package app;\n" + c.api());
            Map<String, byte[]> caller = new HashMap<>(TestOffer.read(compiled));
            caller.keySet().retainAll(List.of("app.Caller"));
            try {
                Verdict verdict = client.apply(TestOffer.of(caller, Map.of()));
                assertEquals(Outcome.REFUSED, verdict.outcome(), verdict::text);
                List<String> words = new ArrayList<>(List.of("app.Caller", "run"));
                words.addAll(List.of(c.named()));
                Findings.naming(verdict, words.toArray(String[]::new));
            } catch (AssertionError | RuntimeException e) {
                problems.add("case " + c.label() + ": " + e.getMessage());
            }
        }
        assertTrue(problems.isEmpty(), () -> problems.size() + " cases\n" + String.join("\n", problems));
        assertEquals("caller 1", target.call("app.Caller", "run"));
        before.assertUntouchedIn(target.fingerprint(), "after refusals only");
    }

    @LiveUpdate
    void anUnchangedClassWouldBeLeftDangling(Targets targets) throws Exception {
        // Spare is not loaded: its shape may change on disk, and Uses, which is loaded and unchanged, needs the old one.
        String uses = "package app; public class Uses { public static String run(String go) { return go.equals(\"go\") ? Spare.text() : \"no\"; } }";
        Path v1 = Javac.standard().compile("unloaded-v1", uses,
                "package app; class Spare { static String text() { return \"spare\"; } }");
        Path v2 = Javac.standard().compile("unloaded-v2",
                "package app; class Spare { static String words() { return \"words\"; } }");
        Target target = targets.start(v1);
        assertEquals("no", target.call("app.Uses", "run", "stay"));
        target.molt("apply", v2).expect(3).says("app.Uses", "run(String)", "app.Spare", "text()");
        assertEquals("spare", target.call("app.Uses", "run", "go"));
    }

    @LiveUpdate
    void anOptionalLibraryThatIsNotThere(Targets targets) throws Exception {
        // Uses is loaded and has always named the library; Late is not, and can't be.
        String library = "package app; public class Library { public static String go() { return \"\"; } public static String more() { return \"\"; } }";
        String uses = "package app; public class Uses { public static String run(String how) { "
                + "Signatures.load(); try { return how.equals(\"late\") ? \"\" + new Late() : how.equals(\"go\") ? Library.%s() : \"%s\"; } catch (NoClassDefFoundError e) { return \"none\"; } } static class Signatures { static void load() { } static Library its() { return null; } %s } }";
        String late = "package app; public class Late extends Library { %s }";
        Path v1 = Javac.standard().compile("optional-v1", library, uses.formatted("go", "1", ""), late.formatted(""));
        Path v2 = Javac.standard().compile("optional-v2", library, uses.formatted("more", "2", "static int added(Library l) { return 2; }"), late.formatted("int more;"));
        for (Path version : List.of(v1, v2)) Files.deleteIfExists(version.resolve("app/Library.class"));
        Target target = targets.start(v1);
        assertEquals("1", target.call("app.Uses", "run", "stay"));
        target.molt("apply", v2).expect(0).says("no class app.Library", "it matters only when this code runs");
        assertEquals("2", target.call("app.Uses", "run", "stay"));
        assertEquals("none", target.call("app.Uses", "run", "go"));
        assertEquals("none", target.call("app.Uses", "run", "late"));
        target.molt("revert").expect(0);
        assertEquals("1", target.call("app.Uses", "run", "stay"));
    }

    @LiveUpdate
    void validReferencesOfEveryKindPass(Targets targets) throws Exception {
        String app = """
                package app;
                import java.util.*;
                import java.util.function.*;
                public class App {
                    interface Speaks { default String hi() { return "hi"; } static int number() { return 4; } }
                    static class Base { protected int kept = 1; protected static int shared = 2; protected String who() { return "base"; } }
                    static class Sub extends Base implements Speaks {
                        String all() { return super.who() + Speaks.super.hi() + kept + shared; }
                        @Override protected String who() { return "sub"; }
                    }
                    enum Color { RED, GREEN }
                    static final Function<Sub, String> ALL = Sub::all;
                    static final Supplier<Sub> MAKE = Sub::new;
                    static final IntFunction<int[]> ARRAY = int[]::new;
                    public static String run() throws Exception {
                        int[][] grid = new int[2][3];
                        String clone = "" + grid.clone().length + Color.values().clone().length;
                        StringBuilder out = new StringBuilder("%s ").append(ALL.apply(MAKE.get())).append(clone);
                        List<String> names = new ArrayList<>(List.of("b", "a"));
                        names.sort(Comparator.naturalOrder());
                        Object lock = new Object();
                        synchronized (lock) { out.append(names).append(ARRAY.apply(2).length); }
                        var handle = java.lang.invoke.MethodHandles.lookup().findStatic(App.class, "twice",
                                java.lang.invoke.MethodType.methodType(int.class, int.class));
                        out.append((int) handle.invokeExact(4)).append(Speaks.number());
                        try (AutoCloseable c = () -> out.append(" closed")) { out.append(c instanceof Runnable); }
                        return out.toString();
                    }
                    static int twice(int n) { return n * 2; }
                }
                """;
        app = app.replace("throws Exception {\n                        int[][]", "throws Exception { int[][]")
                .replace("public static String run() throws Exception", "public static String run() throws Throwable");
        Target target = targets.start(Javac.standard().compile("valid-v1", app.formatted("one")));
        String one = target.call("app.App", "run");
        target.molt("apply", Javac.standard().compile("valid-v2", app.formatted("two")), "--json").expect(0, Outcome.APPLIED);
        assertEquals(one.replace("one", "two"), target.call("app.App", "run"));
    }

    @LiveUpdate
    void aRemovedClassThatIsStillUsedIsWarnedOf(Targets targets) throws Exception {
        String uses = "package app; public class Uses { public static String run() { return Legacy.text(); } }";
        String legacy = "package app; class Legacy { static String text() { return \"legacy\"; } }";
        Path v1 = Javac.standard().compile("removed-v1", uses, legacy);
        Path v2 = Trees.copy(v1, targets.directory().resolve("v2"));
        Files.delete(v2.resolve("app/Legacy.class"));
        Target target = targets.start(v1);
        assertEquals("legacy", target.call("app.Uses", "run"));
        Verdict verdict = target.molt("apply", v2, "--from", v1, "--json").expect(0, Outcome.APPLIED);
        Findings.naming(verdict, "warning", "app.Legacy", "app.Uses");
        assertEquals("legacy", target.call("app.Uses", "run"));
        target.molt("history").expect(0).says(verdict.updateId());
    }
}
