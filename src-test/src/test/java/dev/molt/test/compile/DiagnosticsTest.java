package dev.molt.test.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.cli.compile.CompileError;
import dev.molt.cli.compile.CompileSettings;
import dev.molt.cli.compile.IncrementalCompiler;
import dev.molt.test.harness.Layout;
import dev.molt.test.harness.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words of errors are those of a whole build, also where the compiler's depend on what it was given together. */
class DiagnosticsTest {
    private static final CompileSettings SETTINGS = new CompileSettings(List.of(), List.of(), List.of(), 17, StandardCharsets.UTF_8, List.of("-g"));

    private Path work;
    private Path sources;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createTempDirectory(Layout.work(), "diagnostics");
        sources = Files.createDirectories(work.resolve("src/app"));
    }

    @AfterEach
    void delete() throws IOException {
        Trees.delete(work);
    }

    /** Some compilers don't read them from class files. */
    @Test
    void annotationsOnTypesOfOtherFiles() throws IOException {
        write(Map.of("Seldom", "import java.lang.annotation.*; @Target(ElementType.TYPE_USE) @interface Seldom {}",
                "Tool", "class Tool { static <T> T of(@Seldom T value, @Seldom String name) { return value; } }",
                "User", "class User { Integer use(Integer i) { return Tool.of(i, null); } }"));
        sameAfter("Tool", "class Tool { static <T extends Comparable<?> & Runnable> T of(@Seldom T value, @Seldom String name) { return value; } }");
    }

    @Test
    void annotationsOnTypesOfUnchangedFiles() throws IOException {
        write(Map.of("Seldom", "import java.lang.annotation.*; @Target(ElementType.TYPE_USE) @interface Seldom {}",
                "Tool", "class Tool { static void of(@Seldom String name) { } }", "User", "class User { void use() { Tool.of(null); } }"));
        sameAfter("User", "class User { void use() { Tool.of(1, 2); } }");
    }

    /** Whether an error follows from another one depends on which file comes first. */
    @Test
    void errorsThatFollow() throws IOException {
        write(Map.of("AUser", "class AUser { void use(Task task) { try { task.run(); } catch (Exception e) { } } }",
                "Task", "import java.io.*; interface Task { void run() throws IOException; }"));
        sameAfter("IOException", "class IOException {}");
    }

    private void write(Map<String, String> classes) throws IOException {
        for (Map.Entry<String, String> e : classes.entrySet()) write(e.getKey(), e.getValue());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(sources.resolve(name + ".java"), "package app;\n" + text + "\n");
    }

    private void sameAfter(String name, String text) throws IOException {
        List<CompileError> quick;
        try (IncrementalCompiler incremental = compiler("incremental")) {
            assertTrue(incremental.compile().ok());
            write(name, text);
            quick = incremental.compile().errors();
        }
        try (IncrementalCompiler whole = compiler("whole")) {
            List<String> expected = whole.compile().errors().stream().map(CompileError::text).sorted().toList();
            assertFalse(expected.isEmpty());
            assertEquals(expected, quick.stream().map(CompileError::text).sorted().toList());
        }
    }

    private IncrementalCompiler compiler(String folder) throws IOException {
        return new IncrementalCompiler(List.of(sources.getParent()), SETTINGS, work.resolve(folder));
    }
}
