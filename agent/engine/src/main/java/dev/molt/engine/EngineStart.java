package dev.molt.engine;

import dev.molt.engine.debugger.JdwpAgent;
import dev.molt.engine.options.AgentOptions;
import dev.molt.engine.program.Answers;
import dev.molt.engine.server.Listener;
import dev.molt.engine.server.Services;
import dev.molt.engine.update.Engine;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.SlotPreparation;
import dev.molt.engine.watch.FolderWatch;
import dev.molt.protocol.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Starts the engine in this JVM. Called by the agent's entry, once. */
public final class EngineStart implements BiFunction<String, Instrumentation, Runnable> {
    private static final String ANCHOR = "dev.molt.boot.Anchor";

    /** Does what has to be there before classes of the program are loaded. What it answers does the rest, and may run beside the program. */
    @Override
    public Runnable apply(String options, Instrumentation instrumentation) {
        AgentOptions chosen = AgentOptions.read(options);
        if (chosen.slots() == null) return () -> serve(chosen, instrumentation, InternalAccess.open(instrumentation));
        InternalAccess access = InternalAccess.open(instrumentation);
        prepare(instrumentation, access, chosen.slots());
        return () -> serve(chosen, instrumentation, access);
    }

    private static void serve(AgentOptions chosen, Instrumentation instrumentation, InternalAccess access) {
        if (chosen.rehearse()) Engine.rehearse(instrumentation, access);
        String version = version();
        claim(access, version);
        try {
            Supplier<Services> services = new Once<>(() -> Engine.create(instrumentation, access, version, chosen.audit()));
            Listener listener = Listener.open(chosen.directory(), services);
            listener.start();
            open(access, services);
            if (JdwpAgent.isLoaded(access)) services.get(); // nobody asks before a debugger redefines a class
            if (chosen.jmx()) services.get().beans().register();
            if (chosen.watch().folders() != null) FolderWatch.start(chosen.watch(), services.get().inside());
            System.setProperty("molt.agent.version", version);
            System.setProperty("molt.agent.socket", listener.socket().toString());
            System.setProperty("molt.agent.protocol", Integer.toString(Message.PROTOCOL));
        } catch (IOException e) {
            release(version);
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Without slots, updates do the same work more slowly. */
    private static void prepare(Instrumentation instrumentation, InternalAccess access, List<String> prefixes) {
        try {
            SlotPreparation.begin(instrumentation, access, prefixes);
        } catch (UnsupportedOperationException e) {
            System.err.println("molt: classes get no slots for added fields: " + e.getMessage());
        }
    }

    private static String version() {
        try (InputStream in = EngineStart.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void claim(InternalAccess access, String version) {
        try {
            Class<?> anchor = anchor(access);
            if ((Boolean) anchor.getMethod("claim", String.class).invoke(null, version)) return;
            throw new IllegalStateException("Molt agent " + anchor.getMethod("version").invoke(null) + " already runs in this JVM");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the agent's boot class can't be used: " + e, e);
        }
    }

    private static Class<?> anchor(InternalAccess access) {
        try {
            return Class.forName(ANCHOR, false, null);
        } catch (ClassNotFoundException first) {
            String file = "boot/" + ANCHOR.replace('.', '/') + ".classdata";
            try (InputStream in = EngineStart.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) throw new IllegalStateException("the agent jar lacks " + file);
                return access.define(null, ANCHOR, in.readAllBytes(), null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void open(InternalAccess access, Supplier<Services> services) {
        try {
            anchor(access).getMethod("open", BiFunction.class).invoke(null, new Answers(() -> services.get().operations()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the agent's boot class can't be used: " + e, e);
        }
    }

    private static void release(String version) {
        try {
            Class.forName(ANCHOR, false, null).getMethod("release", String.class).invoke(null, version);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
