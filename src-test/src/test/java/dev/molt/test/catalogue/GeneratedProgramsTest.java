package dev.molt.test.catalogue;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random programs, updated and taken back. {@code -Dmolt.test.seeds=100-200} makes others; a seed makes the same program everywhere.
 * {@code -Dmolt.test.modes=STARTUP_AGENT} updates them in the other way, {@code -Dmolt.test.tell=true} prints how
 * each ended. Refusals are as good as right answers.
 */
class GeneratedProgramsTest {
    private static final List<Host> HOSTS = new ArrayList<>();

    @AfterAll
    static void endJvms() {
        for (Host host : HOSTS) host.close();
        HOSTS.clear();
    }

    private static Host host(Jdk jdk, Mode mode) {
        Host host = new Host(jdk, mode);
        HOSTS.add(host);
        return host;
    }

    private static LongStream seeds() {
        String[] range = System.getProperty("molt.test.seeds", "17-20").split("-");
        return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]));
    }

    @TestFactory
    Stream<DynamicContainer> asFreshlyStarted() {
        return Jdk.found().stream().filter(j -> j.feature() == Integer.getInteger("molt.test.jdk", j.feature())).map(jdk -> {
            Host fresh = host(jdk, null);
            Host live = host(jdk, Mode.valueOf(System.getProperty("molt.test.modes", Mode.LATE_ATTACH.name())));
            return DynamicContainer.dynamicContainer(jdk.toString(),
                    seeds().mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> update(fresh, live, seed))));
        });
    }

    private static void update(Host fresh, Host live, long seed) {
        Case program = GeneratedProgram.of(seed, Map.of());
        Map<String, String> expected = new TreeMap<>();
        for (String version : program.sources().keySet()) {
            String loader = program.name() + " " + version;
            fresh.open(loader, program, version);
            String printed = fresh.run(loader, program);
            assertNotEquals("threw", printed.substring(0, 5), () -> "seed " + seed + " makes a program that throws: " + fresh.trace(loader));
            expected.put(version, printed);
            fresh.forget(loader);
        }
        Play.Result result = new Play(live, GeneratedProgram.of(seed, expected)).play();
        if (result.ending() == Play.Ending.WRONG) live.close();
        assertNotEquals(Play.Ending.WRONG, result.ending(), result::text);
        if (Boolean.getBoolean("molt.test.tell")) System.out.println("seed " + seed + ": " + result.ending() + " " + result.text());
    }
}
