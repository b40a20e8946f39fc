package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import dev.molt.protocol.report.Outcome;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.BootService;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Targets;
import dev.molt.test.harness.Trees;
import java.io.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        String agent = "-javaagent:" + Layout.agentJar() + "=dir=" + targets.directory().resolve("molt")
                + ";audit=" + targets.directory().resolve("audit.jsonl") + ";watch=" + targets.directory().resolve("saved");
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        try (BootService service = BootService.exploded(jdk, targets.directory(), classes, agent, debugger)) {
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
            // a debugger, after a build; it does not send the class that is new
            Trees.copy(Layout.bootSample("v4-discount"), classes);
            Await.until("the agent is ready for a debugger", service::properties, p -> "ready".equals(p.getProperty("molt.agent.debugger")));
            redefine(service, classes, "parcels.PriceController", "parcels.Tariff");
            assertTrue(service.get(PRICE).startsWith("6.29 EUR, asked "), service::log);
            targets.molt("history", pid(service)).expect(0).says("a debugger");
            targets.molt("revert", pid(service)).expect(0);
            assertEquals(V1, service.get(PRICE));
            // a watched folder, in which files are saved
            Trees.copy(Layout.bootSample("v2-euro"), targets.directory().resolve("saved"));
            Await.until("the body is live", () -> service.get(PRICE), V2::equals);
            Trees.copy(Layout.bootSample("v4-discount"), targets.directory().resolve("saved"));
            Await.until("the method, the field and the class are live", () -> service.get(PRICE), price -> price.startsWith("6.29 EUR, asked "));
        }
    }

    @LiveUpdate(jdks = 17)
    void whatVsCodeIsToldIsThere(Targets targets) throws Exception {
        Path folder = Layout.bootSample("..").normalize();
        String agent;
        try (Reader file = Files.newBufferedReader(folder.resolve(".vscode/launch.json"))) {
            agent = JsonParser.parseReader(file).getAsJsonObject().getAsJsonArray("configurations").get(0).getAsJsonObject().getAsJsonArray("vmArgs").get(0)
                    .getAsString();
        }
        assertEquals(Layout.agentJar(), Path.of(agent.replace("-javaagent:", "").replace("${workspaceFolder}", folder.toString())).normalize());
        String help = targets.molt("--help").expect(0).out();
        try (Reader file = Files.newBufferedReader(folder.resolve(".vscode/tasks.json"))) {
            for (JsonElement task : JsonParser.parseReader(file).getAsJsonObject().getAsJsonArray("tasks")) {
                Matcher command = Pattern.compile("\\.\\./\\.\\./molt (\\S+)").matcher(task.getAsJsonObject().get("command").getAsString());
                if (command.find()) assertTrue(command.group(1).startsWith("--") || help.contains("\n  " + command.group(1)), command.group() + " in " + help);
            }
        }
    }

    /** What an IDE does after a build. */
    private static void redefine(BootService service, Path classes, String... names) throws Exception {
        Matcher listening = Pattern.compile("Listening for transport dt_socket at address: (\\d+)").matcher(service.log());
        assertTrue(listening.find(), service::log);
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream().filter(c -> c.transport().name().equals("dt_socket"))
                .findFirst().orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(listening.group(1));
        VirtualMachine vm = socket.attach(arguments);
        try {
            Map<ReferenceType, byte[]> changed = new HashMap<>();
            for (String name : names) {
                byte[] file = Files.readAllBytes(classes.resolve(name.replace('.', '/') + ".class"));
                for (ReferenceType type : vm.classesByName(name)) changed.put(type, file);
            }
            vm.redefineClasses(changed);
        } finally {
            vm.dispose();
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
