package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.protocol.report.CompiledSource;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources with real annotation processors. */
class ProcessorsTest {
    private static final String PERSON = "package p; @lombok.Data public class Person { private String name = \"ann\"; }";
    private static final String PERSON_DTO = "package p; public class PersonDto { public String name; }";
    private static final String MAPPER = """
            package p;
            @org.mapstruct.Mapper
            public interface PersonMapper {
                PersonMapper INSTANCE = org.mapstruct.factory.Mappers.getMapper(PersonMapper.class);
                PersonDto map(Input person);
            }
            """;
    private static final String INPUT = "package p; public class Input { public String name = \"bob\"; public int age = 3; }";
    private static final String MAIN = """
            package p;
            public class Main {
                static Person live = new Person();
                public static String lombok() { return live.getName(); }
                public static String mapped() { return "" + PersonMapper.INSTANCE.map(new Input()).name; }
            }
            """;

    private static void write(Path src, String name, String text) throws IOException {
        Files.createDirectories(src.resolve("p"));
        Files.writeString(src.resolve("p/" + name + ".java"), text);
    }

    @LiveUpdate
    void lombokAndMapStruct(Targets targets) throws IOException {
        Path src = targets.directory().resolve("src");
        write(src, "Person", PERSON);
        write(src, "PersonDto", PERSON_DTO);
        write(src, "PersonMapper", MAPPER);
        write(src, "Input", INPUT);
        write(src, "Main", MAIN);
        Path classes = build(src, targets.directory().resolve("classes"));
        Target target = targets.start(classes, Layout.processor("mapstruct"));
        assertEquals("ann", target.call("p.Main", "lombok"));
        assertEquals("bob", target.call("p.Main", "mapped"));
        List<Object> apply = List.of("apply", "--source", src, "--processor-path",
                Layout.processor("lombok") + ":" + Layout.processor("mapstruct-processor"), "--class-path", Layout.processor("lombok"));
        update(target, apply);

        write(src, "Person", PERSON.replace("private String name", "private int age = 7; private String name"));
        write(src, "Main", MAIN.replace("live.getName()", "live.getName() + live.getAge()"));
        update(target, apply);
        assertEquals("ann7", target.call("p.Main", "lombok"), "a method that the processor made, and state of a live object");

        // The mapper does not name the field: its processor reads it.
        write(src, "PersonDto", PERSON_DTO.replace("public String name;", "public String name; public int age;"));
        Verdict mapped = update(target, apply);
        Set<String> compiled = mapped.plan().compiled().stream().map(CompiledSource::source).map(s -> s.replaceAll(".*/", "")).collect(Collectors.toSet());
        assertTrue(compiled.contains("PersonMapper.java"), compiled::toString);
        write(src, "Main", MAIN.replace("map(new Input()).name", "map(new Input()).age"));
        update(target, apply);
        assertEquals("3", target.call("p.Main", "mapped").replaceAll("\\D", ""));
    }

    private static Verdict update(Target target, List<Object> arguments) {
        List<Object> all = new ArrayList<>(arguments);
        all.add("--json");
        var result = target.molt((String) all.get(0), all.subList(1, all.size()).toArray()).expect(0);
        assertTrue(Set.of(Outcome.APPLIED, Outcome.NOTHING_TO_DO).contains(result.verdict().outcome()), result::toString);
        return result.verdict();
    }

    private static Path build(Path src, Path out) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-g", "-d", Files.createDirectories(out).toString(), "-cp",
                Layout.processor("lombok") + ":" + Layout.processor("mapstruct"), "-processorpath",
                Layout.processor("lombok") + ":" + Layout.processor("mapstruct-processor")));
        try (Stream<Path> files = Files.walk(src)) {
            files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add(f.toString()));
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        return out;
    }
}
