package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.BootService;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The Spring Boot sample, updated live by all ways: an endpoint's body, an added method and field in a service, a new class. */
class SpringBootTest {
    private static final String PRICE = "/price?grams=1200";
    private static final String V1 = "699 cents";
    private static final String V2 = "6.99 EUR";
    private static final String V3 = "6.99 EUR, asked %d times";
    private static final String V4 = "6.29 EUR, asked %d times";

    @LiveUpdate
    void theExecutableJarAndTheCommandLine(Targets targets, Jdk jdk) throws Exception {
        try (BootService service = BootService.jar(jdk, targets.directory())) {
            assertEquals(V1, service.get(PRICE));
            assertTrue(service.get("/updates").contains("there is no Molt agent in this JVM"), "the sample says so itself");

            apply(targets, service, Layout.bootSample("v2-euro"));
            assertEquals(V2, service.get(PRICE));
            apply(targets, service, Layout.bootSample("v3-asked"));
            assertEquals(V3.formatted(1), service.get(PRICE), "the service of before has the added field");
            targets.molt("apply", pid(service), Layout.bootSample("parcels-v4.jar").toString(), "--from", Layout.bootSample("parcels.jar").toString(), "--json")
                    .expect(0, Outcome.APPLIED);
            assertEquals(V4.formatted(2), service.get(PRICE));
            assertTrue(service.get("/updates").startsWith("u1 APPLIED"), "now there is an agent");

            targets.molt("revert", pid(service), "u1").expect(0);
            assertEquals(V1, service.get(PRICE));
        }
    }

    @LiveUpdate
    void explodedClassesAndEveryOtherWay(Targets targets, Jdk jdk) throws Exception {
        Path classes = Trees.copy(Layout.bootSample("v1"), targets.directory().resolve("classes"));
        String agent = "-javaagent:" + Layout.agentJar() + "=dir=" + targets.directory().resolve("molt") + ";audit=" + targets.directory().resolve("audit.jsonl");
        try (BootService service = BootService.exploded(jdk, targets.directory(), classes, agent)) {
            assertEquals(V1, service.get(PRICE));
            // the program itself
            String verdict = service.send("POST", "/updates?reason=api&to=" + encoded(Layout.bootSample("v2-euro")));
            assertTrue(verdict.startsWith("applied u1"), verdict);
            assertEquals(V2, service.get(PRICE));
            assertTrue(service.send("POST", "/updates?to=" + encoded(Layout.bootSample("v4-discount"))).startsWith("applied u2"), "a method, a field, a class");
            assertEquals(V4.formatted(1), service.get(PRICE));
            assertTrue(service.send("DELETE", "/updates").startsWith("reverted u2"), "takes it back");
            assertEquals(V2, service.get(PRICE));
            Await.until("the listener has logged it", service::log, log -> log.contains("parcels.UpdateLog") && log.contains("reverted u2"));
            // the command line
            apply(targets, service, Layout.bootSample("v3-asked"));
            assertTrue(service.get(PRICE).startsWith("6.99 EUR, asked "), "the command line");
            targets.molt("revert", pid(service), "u1").expect(0);
            assertEquals(V1, service.get(PRICE));
        }
    }

    private static void apply(Targets targets, BootService service, Path version) {
        targets.molt("apply", pid(service), version.toString(), "--json").expect(0, Outcome.APPLIED);
    }

    private static String pid(BootService service) {
        return Long.toString(service.pid());
    }

    private static String encoded(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    }
}
