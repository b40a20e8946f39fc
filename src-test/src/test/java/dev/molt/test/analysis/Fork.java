package dev.molt.test.analysis;

import dev.molt.agent.MoltAgent;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.protocol.report.MemberChange;
import dev.molt.test.analysis.fork.Vm;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** Runs a probe of {@link dev.molt.test.analysis.fork} in a JVM of its own. */
public final class Fork {
    private Fork() {}

    /** The lines that the probe prints. */
    static List<String> run(Jdk jdk, Class<?> probe, List<String> arguments) throws Exception {
        return run(jdk, probe, Vm.class, List.of(), arguments);
    }

    /**
     * The lines that a probe prints.
     *
     * @param agentClass gets the instrumentation
     * @param options for the JVM
     */
    public static List<String> run(Jdk jdk, Class<?> probe, Class<?> agentClass, List<String> options, List<String> arguments) throws Exception {
        Path directory = Files.createTempDirectory(Layout.work(), "probe");
        Path agent = agent(directory.resolve("vm.jar"), agentClass);
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC", "-javaagent:" + agent, "-cp",
                String.join(":", Stream.of(Vm.class, ClassFile.class, MemberChange.class, ClassReader.class, MoltAgent.class).map(Fork::home)
                        .map(Path::toString).toList()), probe.getName()));
        command.addAll(1, options);
        command.addAll(arguments);
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            if (!process.waitFor(170, TimeUnit.SECONDS)) throw new AssertionError("the probe does not end; it said\n" + Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) throw new AssertionError("the probe failed\n" + Files.readString(said));
        return Files.readAllLines(said);
    }

    /** The jar or folder that a class comes from. */
    static Path home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its agent class comes from the class path. */
    private static Path agent(Path jar, Class<?> agentClass) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", agentClass.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
