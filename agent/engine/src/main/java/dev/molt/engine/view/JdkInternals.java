package dev.molt.engine.view;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.Set;

/** All internals of the JDK that its view of evolved classes needs, found before anything is touched. */
record JdkInternals(JdkMembers members, Mirrors mirrors, MemberNames names, LookupAccess lookups, EnumMender enums, StreamFields streams,
                    ClassCaches caches, DerivedCaches derived, ClassFlags flags) {

    /**
     * Opens what is needed to the engine, and to nobody else.
     *
     * @throws ReflectiveOperationException where this JDK lacks one of them
     */
    static JdkInternals find(Instrumentation instrumentation, Lookup trusted) throws ReflectiveOperationException {
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), Map.of("java.util", Set.of(JdkInternals.class.getModule())),
                Set.of(), Map.of());
        MemberNames names = new MemberNames(trusted);
        return new JdkInternals(new JdkMembers(trusted), new Mirrors(trusted), names, new LookupAccess(trusted, names), new EnumMender(trusted),
                new StreamFields(trusted), new ClassCaches(trusted), new DerivedCaches(trusted), ClassFlags.of(trusted));
    }
}
