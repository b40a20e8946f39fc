package dev.molt.cli.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * How the classes that run were compiled, as far as their class files tell: so that a new version differs where its source does, and
 * nowhere else.
 *
 * @param release the Java release of the class files
 * @param preview whether they use preview features of it
 * @param parameters whether they keep the names of parameters
 * @param variables whether they keep local variables
 * @param lines whether they keep line numbers
 */
record RunningStyle(int release, boolean preview, boolean parameters, boolean variables, boolean lines) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final int ENOUGH = 40;
    private static final int JAVA_1 = 44;

    /** The style of the classes of these sources that are on a class path; nothing where there are none. */
    static Optional<RunningStyle> of(Sources sources, List<Path> classPath) throws IOException {
        RunningStyle style = null;
        int seen = 0;
        for (String source : sources.hashes().keySet()) {
            byte[] file = find(className(Path.of(source)), classPath);
            if (file == null) continue;
            RunningStyle one = of(file);
            style = style == null ? one : style.or(one);
            if (++seen == ENOUGH) break;
        }
        return Optional.ofNullable(style);
    }

    /** A file tells its package itself: a source folder need not be laid out by packages. */
    private static String className(Path source) throws IOException {
        String simple = source.getFileName().toString().replace(".java", "");
        Matcher declared = PACKAGE.matcher(Files.readString(source, StandardCharsets.ISO_8859_1));
        return declared.find() ? declared.group(1).replace('.', '/') + "/" + simple : simple;
    }

    private static byte[] find(String name, List<Path> classPath) throws IOException {
        for (Path entry : classPath) {
            Path file = entry.resolve(name + ".class");
            if (Files.isDirectory(entry) && Files.isRegularFile(file)) return Files.readAllBytes(file);
            if (!Files.isRegularFile(entry)) continue;
            try (ZipFile zip = new ZipFile(entry.toFile())) {
                ZipEntry inside = zip.getEntry(name + ".class");
                if (inside == null) continue;
                try (InputStream in = zip.getInputStream(inside)) {
                    return in.readAllBytes();
                }
            }
        }
        return null;
    }

    private static RunningStyle of(byte[] file) {
        Scan scan = new Scan();
        new ClassReader(file).accept(scan, ClassReader.SKIP_FRAMES);
        return new RunningStyle((scan.version & 0xFFFF) - JAVA_1, scan.version >>> 16 == 0xFFFF, scan.parameters, scan.variables, scan.lines);
    }

    private RunningStyle or(RunningStyle other) {
        return new RunningStyle(Math.max(release, other.release), preview || other.preview, parameters || other.parameters,
                variables || other.variables, lines || other.lines);
    }

    /** The compiler's options for it. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (parameters) options.add("-parameters");
        if (preview) options.add("--enable-preview");
        options.add(variables ? "-g" : lines ? "-g:source,lines" : "-g:none");
        return options;
    }

    private static final class Scan extends ClassVisitor {
        private int version;
        private boolean parameters;
        private boolean variables;
        private boolean lines;

        Scan() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.version = version;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitParameter(String name, int access) {
                    // Without -parameters, javac names parameters of a few methods only, and those are synthetic or mandated.
                    parameters |= (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_MANDATED)) == 0;
                }

                @Override
                public void visitLocalVariable(String name, String descriptor, String signature, Label start, Label end, int index) {
                    variables = true;
                }

                @Override
                public void visitLineNumber(int line, Label start) {
                    lines = true;
                }
            };
        }
    }
}
