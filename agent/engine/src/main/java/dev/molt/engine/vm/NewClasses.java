package dev.molt.engine.vm;

import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Defines classes in the application's loaders. */
public final class NewClasses {
    private final Instrumentation instrumentation;
    private final InternalAccess access;

    public NewClasses(Instrumentation instrumentation, InternalAccess access) {
        this.instrumentation = instrumentation;
        this.access = access;
    }

    /**
     * Lets a named module and classes of packages that are new to it use each other. Such a package can't join the module; its classes
     * land in the loader's unnamed module, which named modules do not read.
     */
    public void connect(Module module, ClassLoader loader, String packageName) {
        if (!module.isNamed() || module.getPackages().contains(packageName)) return;
        Set<Module> unnamed = Set.of(loader.getUnnamedModule());
        Map<String, Set<Module>> exports = module.getPackages().stream().collect(Collectors.toMap(p -> p, p -> unnamed));
        instrumentation.redefineModule(module, unnamed, exports, Map.of(), Set.of(), Map.of());
    }

    /**
     * Defines a class, without initialising it.
     *
     * @return false when the loader has defined a class of that name in the meantime
     */
    public boolean define(ClassLoader loader, String name, byte[] bytes, ProtectionDomain domain) {
        try {
            access.define(loader, name, bytes, domain);
            return true;
        } catch (LinkageError e) {
            if (e.getClass() != LinkageError.class) throw e;
            // HotSpot's plain LinkageError here says "duplicate class definition".
            return false;
        }
    }
}
