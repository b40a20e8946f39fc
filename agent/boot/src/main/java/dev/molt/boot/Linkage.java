package dev.molt.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The bootstrap method of every {@code invokedynamic} that Molt puts into a class (JVMS 5.4.3.6). */
public final class Linkage {
    private static volatile Linker linker;

    private Linkage() {}

    /** Called by the engine, before the first class that needs it is defined. */
    public static void install(Linker engine) {
        linker = engine;
    }

    /**
     * The bootstrap method.
     *
     * @param kind what the call site stands for
     * @param owner internal name of the class in the symbolic reference
     * @param descriptor of the member in the symbolic reference
     */
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String kind, String owner, String descriptor) {
        return linker.link(caller, name, type, kind, owner, descriptor);
    }
}
