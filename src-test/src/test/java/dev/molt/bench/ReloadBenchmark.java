package dev.molt.bench;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import dev.molt.bench.ClassMaker.Version;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.Launch;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A debugger's redefinition of one class, whose file an IDE has written into the class folder: through Molt and bare, in two JVMs in turns, by
 * the debugger's clock. Each round edits the bodies of another class.
 */
final class ReloadBenchmark {
    private static final int CLASSES = 100;
    private static final int WARM_UP = 10;
    private static final Pattern LISTENING = Pattern.compile("at address: (\\d+)");

    private final PrintStream out;
    private final Options options;

    ReloadBenchmark(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
    }

    void run(Jdk jdk) throws Exception {
        int rounds = Math.min(options.rounds(1), CLASSES - WARM_UP);
        Median bare = new Median();
        Median molt = new Median();
        try (Targets targets = Targets.open(jdk)) {
            Side plain = Side.start(targets, ClassSet.make(targets.directory(), "bare", CLASSES), false);
            Side ours = Side.start(targets, ClassSet.make(targets.directory(), "ours", CLASSES), true);
            for (int i = 0; i < WARM_UP + rounds; i++) {
                double without = plain.reload(i);
                double with = ours.reload(i);
                if (i < WARM_UP) continue;
                bare.add(without);
                molt.add(with);
            }
        }
        out.printf("A debugger's redefinition of one class of %d, bodies edited, %s%n", CLASSES, jdk);
        out.printf("    %-14s %,9.1f ms  (%,.1f to %,.1f)%n", "bare", bare.get(), bare.least(), bare.most());
        out.printf("    %-14s %,9.1f ms  (%,.1f to %,.1f)  x %.2f%n", "through Molt", molt.get(), molt.least(), molt.most(), molt.get() / bare.get());
    }

    /** A JVM with a debugger. */
    private record Side(VirtualMachine vm, Path folder, List<String> names, Map<String, byte[]> edited) {

        static Side start(Targets targets, ClassSet set, boolean withMolt) throws Exception {
            Launch launch = targets.launch().classPath(set.original()).args("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
            Target target = (withMolt ? launch.withAgent() : launch).start();
            Matcher port = LISTENING.matcher(Await.until("the JVM tells its port", target::log, log -> LISTENING.matcher(log).find()));
            port.find();
            if (withMolt) {
                Await.until("the agent is ready", () -> target.call("java.lang.System", "getProperty", "molt.agent.debugger"), "ready"::equals);
            }
            Map<String, byte[]> edited = set.version(Version.SMALL_EDIT, true);
            for (String name : edited.keySet()) target.call("java.lang.Class", "forName", name);
            AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                    .filter(c -> c.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
            Map<String, Connector.Argument> arguments = socket.defaultArguments();
            arguments.get("hostname").setValue("127.0.0.1");
            arguments.get("port").setValue(port.group(1));
            return new Side(socket.attach(arguments), set.original(), List.copyOf(edited.keySet()), edited);
        }

        /** In milliseconds. */
        double reload(int round) throws Exception {
            String name = names.get(round);
            byte[] classFile = edited.get(name);
            ReferenceType type = vm.classesByName(name).get(0);
            Files.write(folder.resolve(name.replace('.', '/') + ".class"), classFile);
            long begin = System.nanoTime();
            vm.redefineClasses(Map.of(type, classFile));
            return (System.nanoTime() - begin) / 1e6;
        }
    }
}
