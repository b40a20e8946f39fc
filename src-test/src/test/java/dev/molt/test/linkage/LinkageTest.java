package dev.molt.test.linkage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.analysis.Fork;
import dev.molt.test.harness.Jdk;
import dev.molt.test.linkage.fork.Links;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs beneath translated code, with classes that were translated by hand. The scenarios are the methods of {@link Links}. */
class LinkageTest {
    static List<Jdk> jdks() {
        return Jdk.found();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyKindOfLinkMeansWhatTheNewestVersionSays(Jdk jdk) throws Exception {
        // The JDK remembers casts of method handles softly.
        List<String> said = Fork.run(jdk, Links.class, Links.class, List.of("-XX:SoftRefLRUPolicyMSPerMB=0"), List.of());
        assertTrue(said.size() > 10 && said.stream().allMatch(line -> line.startsWith("ok ")), () -> String.join("\n", said));
    }
}
