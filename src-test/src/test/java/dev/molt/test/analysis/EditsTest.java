package dev.molt.test.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.diff.Change;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.test.analysis.fork.Edit;
import dev.molt.test.analysis.fork.EditProbe;
import dev.molt.test.analysis.fork.Edits;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Small edits are told by their kind, and HotSpot accepts what is told to be accepted. */
class EditsTest {
    static final List<Edit> EDITS = Edits.ALL;

    private static Path before() {
        return compile("edits-before", Edit::sourceBefore);
    }

    private static Path after() {
        return compile("edits-after", Edit::sourceAfter);
    }

    private static Path compile(String label, Function<Edit, String> source) {
        return Javac.standard().with("-parameters").compile(label, EDITS.stream().map(source).toArray(String[]::new));
    }

    static List<Jdk> jdks() {
        return Jdk.found();
    }

    private static ClassDiff diff(Edit edit) throws Exception {
        String file = edit.className().replace('.', '/') + ".class";
        return ClassDiff.between(ClassFile.parse(Files.readAllBytes(before().resolve(file))),
                ClassFile.parse(edit.compiled().apply(Files.readAllBytes(after().resolve(file)))));
    }

    @ParameterizedTest
    @FieldSource("EDITS")
    void isToldByItsKind(Edit edit) throws Exception {
        ClassDiff diff = diff(edit);
        Set<ChangeKind> kinds = diff.changes().stream().map(Change::kind).collect(Collectors.toSet());
        // most edits move lines or local variables, too
        if (!edit.kinds().contains(ChangeKind.DEBUG_INFO)) kinds.remove(ChangeKind.DEBUG_INFO);
        assertEquals(edit.kinds(), kinds, diff::text);
    }

    @Test
    void coverEveryKindOfChange() {
        Set<ChangeKind> missing = EnumSet.allOf(ChangeKind.class);
        for (Edit edit : EDITS) missing.removeAll(edit.kinds());
        // javac makes none of the first, and the VM keeps none; the second is what other compilers leave, see ClassFileTest
        assertEquals(EnumSet.of(ChangeKind.SOURCE_DEBUG_EXTENSION, ChangeKind.LANGUAGE_METADATA), missing);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void areRefusedByHotSpotExactlyWhenStructural(Jdk jdk) throws Exception {
        List<String> said = Fork.run(jdk, EditProbe.class, List.of(before().toString(), after().toString()));
        assertEquals(1, said.size(), () -> String.join("\n", said));
        assertTrue(said.get(0).matches("accepted [1-9]\\d+ refused [1-9]\\d+"), said.get(0));
    }
}
