package dev.molt.test.linkage.fork;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles in memory; each source starts with the type that names it. */
final class Compiler {
    private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum)\\s+([\\w$]+)");
    private static final Pattern PACKAGE = Pattern.compile("package\\s+([\\w.]+);");

    private static final String STATE = "dev/molt/boot/State";

    private Compiler() {}

    /** Class files by internal name. */
    static Map<String, byte[]> compile(Map<String, byte[]> known, String... sources) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> out = new HashMap<>();
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) files.add(new Source(name(source), source));
        StringWriter said = new StringWriter();
        Map<String, byte[]> visible = new HashMap<>(known);
        visible.put(STATE, state());
        JavaFileManager manager = new Manager(javac.getStandardFileManager(null, null, null), visible, out);
        boolean done = javac.getTask(said, manager, null, List.of("--release", "17", "-proc:none"), null, files).call();
        if (!done) throw new IllegalArgumentException(said.toString());
        Map<String, byte[]> classes = new HashMap<>();
        out.forEach((name, bytes) -> classes.put(name.replace('.', '/'), bytes.toByteArray()));
        return classes;
    }

    /** What state classes extend; it is in the bootstrap loader, and so no class file of the class path. */
    private static byte[] state() {
        try (InputStream in = Compiler.class.getClassLoader().getResourceAsStream("boot/" + STATE + ".classdata")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String source) {
        Matcher type = TYPE.matcher(source);
        if (!type.find()) throw new IllegalArgumentException(source);
        Matcher in = PACKAGE.matcher(source);
        return (in.find() ? in.group(1) + "." : "") + type.group(1);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignore) {
            return text;
        }
    }

    private static final class Known extends SimpleJavaFileObject {
        private final String name;
        private final byte[] bytes;

        Known(String name, byte[] bytes) {
            super(URI.create("known:///" + name + ".class"), Kind.CLASS);
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class Manager extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> known;
        private final Map<String, ByteArrayOutputStream> out;

        Manager(JavaFileManager manager, Map<String, byte[]> known, Map<String, ByteArrayOutputStream> out) {
            super(manager);
            this.known = known;
            this.out = out;
        }

        @Override
        public Iterable<JavaFileObject> list(Location location, String in, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws java.io.IOException {
            List<JavaFileObject> found = new ArrayList<>();
            if (location == StandardLocation.CLASS_PATH) {
                String prefix = in.isEmpty() ? "" : in.replace('.', '/') + "/";
                known.forEach((name, bytes) -> {
                    boolean inside = name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
                    if (inside) found.add(new Known(name, bytes));
                });
            } else {
                super.list(location, in, kinds, recurse).forEach(found::add);
            }
            return found;
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Known k ? k.name.replace('/', '.') : super.inferBinaryName(location, file);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("out:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    out.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
