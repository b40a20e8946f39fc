package dev.molt.engine.linkage;

import dev.molt.engine.vm.InternalAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Defines the classes that application code calls into the bootstrap loader, where all code finds them. */
public final class BootClasses {
    private static final List<String> NAMES = List.of("Linker", "Linkage", "Overridable", "Overrides",
            "State", "Transformation", "LogicalView", "View", "LogicalTypes", "Types", "Traces", "MemberCall", "Target", "Target$Linked", "Arguments", "Widening", "Initialisation",
            "FieldMessages", "Streams", "SerialForms", "LogicalLookup", "Lookups", "Updaters", "Updaters$OfInt", "Updaters$OfLong",
            "Updaters$OfReference", "ResourceView", "Resources",
            "MethodAccess", "ConstructorAccess", "FieldAccess");

    private BootClasses() {}

    /** Defines those that are not there yet. */
    public static synchronized void define(InternalAccess access) {
        for (String simple : NAMES) {
            String name = "dev.molt.boot." + simple;
            try {
                Class.forName(name, false, null);
            } catch (ClassNotFoundException e) {
                access.define(null, name, bytes(name.replace('.', '/')), null);
            }
        }
    }

    private static byte[] bytes(String path) {
        ClassLoader loader = BootClasses.class.getClassLoader();
        try (InputStream embedded = loader.getResourceAsStream("boot/" + path + ".classdata");
             InputStream plain = embedded != null ? null : loader.getResourceAsStream(path + ".class")) {
            InputStream in = embedded != null ? embedded : plain;
            if (in == null) throw new IllegalStateException("the agent jar lacks boot/" + path + ".classdata");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a named module read the unnamed module of the bootstrap loader. */
    public static void connect(Instrumentation instrumentation, Module module) {
        Module boot = dev.molt.boot.Linkage.class.getModule();
        if (!module.isNamed() || module.canRead(boot)) return;
        instrumentation.redefineModule(module, Set.of(boot), Map.of(), Map.of(), Set.of(), Map.of());
    }
}
