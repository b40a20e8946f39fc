package dev.molt.test.catalogue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate.Mode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The catalogue of live updates: small programs in several versions, from {@code src/test/resources/catalogue}, whose README tells the
 * format. {@code -Dmolt.test.cases=fields/*} runs those that match,
 * {@code -Dmolt.test.modes=LATE_ATTACH,STARTUP_AGENT} plays them in these ways on every JDK.
 */
class CatalogueTest {
    private static final List<Host> HOSTS = new CopyOnWriteArrayList<>();

    private static List<Case> cases(Jdk jdk) {
        return CaseFile.matching(System.getProperty("molt.test.cases", "**")).stream().filter(c -> c.minJdk() <= jdk.feature()).toList();
    }

    /** Late attach on every JDK; an agent that was there from the start and gave objects slots, on the newest alone, for the time it takes. */
    private static Stream<Mode> modes(Jdk jdk) {
        String only = System.getProperty("molt.test.modes", "");
        boolean newest = Jdk.found().stream().allMatch(other -> other.feature() <= jdk.feature());
        return Stream.of(Mode.values()).filter(mode -> only.isEmpty() ? newest || mode == Mode.LATE_ATTACH : only.contains(mode.name()));
    }

    private static Host host(Jdk jdk, Mode mode) {
        Host host = new Host(jdk, mode);
        HOSTS.add(host);
        return host;
    }

    /** The cases of one JVM; others run beside them. */
    private static DynamicContainer oneAfterTheOther(String name, Stream<DynamicTest> cases) {
        return DynamicContainer.dynamicContainer(c -> c.displayName(name).executionMode(ExecutionMode.CONCURRENT).childExecutionMode(ExecutionMode.SAME_THREAD)
                .children(cases));
    }

    @AfterAll
    static void endJvms() {
        for (Host host : HOSTS) host.close();
        HOSTS.clear();
    }

    /** Every version, started afresh, prints what its case says: the programs and the expectations are right. */
    @TestFactory
    Stream<DynamicContainer> freshStarts() {
        return Jdk.found().stream().map(jdk -> {
            Host host = host(jdk, null);
            return oneAfterTheOther(jdk.toString(), cases(jdk).stream().map(program -> DynamicTest.dynamicTest(program.name(), () -> startAfresh(host, program))));
        });
    }

    private static void startAfresh(Host host, Case program) {
        for (String version : program.sources().keySet()) {
            String loader = program.name() + " " + version;
            List<String> expected = program.fresh().get(version);
            host.open(loader, program, version);
            if (expected == null) continue;
            String got = host.run(loader, program);
            assertTrue(expected.contains(got), () -> "case " + program.name() + ", fresh start of " + version + "\nexpected " + expected
                    + "\ngot      " + got + "\n" + host.trace(loader));
            host.forget(loader);
        }
    }

    /** Every update and every revert, in a JVM that runs one case after the other. */
    @TestFactory
    Stream<DynamicContainer> liveUpdates() {
        return Jdk.found().stream().filter(j -> j.feature() == Integer.getInteger("molt.test.jdk", j.feature())).flatMap(jdk -> modes(jdk).map(mode -> {
            Host host = host(jdk, mode);
            String name = jdk + ", " + mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return oneAfterTheOther(name, cases(jdk).stream().map(program -> DynamicTest.dynamicTest(program.name(), () -> update(host, jdk, mode, program))));
        }));
    }

    /**
     * A known gap may be refused. It may be wrong only where the case says so, and once it is right the mark has to go. What went wrong
     * may have left traces in its JVM: the next case gets another.
     */
    private static void update(Host host, Jdk jdk, Mode mode, Case program) {
        Play.Result result = new Play(host, program).play();
        if (result.ending() == Play.Ending.WRONG) host.close();
        Gap.Extent gap = program.gap().on(jdk, mode);
        boolean optional = program.steps().stream().anyMatch(step -> step.kind() == Step.Kind.GO_OR_REFUSED);
        boolean asTold = switch (result.ending()) {
            case RIGHT -> gap == Gap.Extent.NONE || gap == Gap.Extent.SOMETIMES_WRONG;
            case REFUSED -> optional || gap != Gap.Extent.NONE;
            case WRONG -> gap == Gap.Extent.WRONG || gap == Gap.Extent.SOMETIMES_WRONG;
        };
        assertTrue(asTold, () -> result.ending() == Play.Ending.RIGHT ? "passes, and is marked as a gap: " + program.gap() : result.text());
    }
}
