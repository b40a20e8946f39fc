package dev.molt.test.analysis.fork;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.diff.Effect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes every edit of {@link Edits} in the running VM and compares what the VM does with what {@link ClassDiff} says. Its arguments
 * are the folders of classes before and after. Prints a line for each disagreement, and in the end how many were accepted and
 * refused.
 */
public final class EditProbe {
    private static int accepted;
    private static int refused;

    private EditProbe() {}

    public static void main(String[] args) throws Exception {
        Path before = Path.of(args[0]);
        Path after = Path.of(args[1]);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {before.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (Edit edit : Edits.ALL) {
                String file = edit.className().replace('.', '/') + ".class";
                String problem = problem(Class.forName(edit.className(), true, loader), Files.readAllBytes(before.resolve(file)),
                        edit.compiled().apply(Files.readAllBytes(after.resolve(file))));
                if (problem != null) System.out.println(edit.name() + ": " + problem);
            }
        }
        System.out.println("accepted " + accepted + " refused " + refused);
    }

    private static String problem(Class<?> type, byte[] before, byte[] after) throws Exception {
        ClassFile next = ClassFile.parse(after);
        ClassDiff diff = ClassDiff.between(ClassFile.parse(before), next);
        try {
            Vm.redefine(type, after);
            accepted++;
        } catch (UnsupportedOperationException e) {
            refused++;
            return diff.isStructural() ? null : "refused with " + e.getMessage() + ", but not structural: " + diff;
        }
        if (diff.isStructural()) return "accepted, but structural: " + diff;
        ClassFile now = ClassFile.parse(Vm.bytes(type));
        if (!now.effectiveHash().equals(next.effectiveHash())) {
            return "differs from what was given: " + ClassDiff.between(now, next);
        }
        boolean keepsSome = diff.changes().stream().anyMatch(c -> c.effect() != Effect.EFFECTIVE || c.kind() == ChangeKind.CLASS_VERSION);
        return now.hash().equals(next.hash()) || keepsSome ? null : "not all of it is effective: " + ClassDiff.between(now, next);
    }
}
