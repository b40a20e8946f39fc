package dev.molt.engine;

import dev.molt.engine.options.AgentOptions;
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
import java.util.function.BiConsumer;

/** Starts the engine in this JVM. Called by the agent's entry, once. */
public final class EngineStart implements BiConsumer<String, Instrumentation> {
    private static final String ANCHOR = "dev.molt.boot.Anchor";

    @Override
    public void accept(String options, Instrumentation instrumentation) {
        AgentOptions chosen = AgentOptions.read(options);
        InternalAccess access = InternalAccess.open(instrumentation);
        if (chosen.rehearse()) Engine.rehearse(instrumentation, access);
        String version = version();
        claim(access, version);
        if (chosen.slots() != null) prepare(instrumentation, access, chosen.slots());
        try {
            Services services = Engine.create(instrumentation, access, version, chosen.audit());
            Listener listener = Listener.open(chosen.directory(), services);
            listener.start();
            FolderWatch.start(chosen.watch(), services.inside());
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

    private static void release(String version) {
        try {
            Class.forName(ANCHOR, false, null).getMethod("release", String.class).invoke(null, version);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
