package dev.molt.engine.linkage;

import dev.molt.boot.Linkage;
import dev.molt.boot.Linker;
import dev.molt.engine.evolve.LinkKind;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Makes the call sites. Linking itself waits for the first call, since the VM would remember a failure for ever (JVMS 5.4.3.6). */
final class EngineLinker implements Linker {
    private final LogicalWorld world;
    private final LogicalMembers members;
    private final Sites sites;
    private final MethodLinks methods;
    private final FieldLinks fields;
    private final ConstructorLinks constructors;
    private final OverrideLinks overrides;
    private final TypeLinks types;

    EngineLinker(LogicalWorld world, LogicalMembers members, Sites sites, MethodLinks methods, FieldLinks fields,
                 ConstructorLinks constructors, OverrideLinks overrides) {
        this.world = world;
        this.members = members;
        this.sites = sites;
        this.methods = methods;
        this.fields = fields;
        this.constructors = constructors;
        this.overrides = overrides;
        this.types = new TypeLinks(world);
    }

    /** Stands here, since whoever names both this class and its interface makes the verifier load them. */
    void install() {
        Linkage.install(this);
    }

    @Override
    public CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String kind, String owner, String descriptor) {
        Reference reference = new Reference(caller.lookupClass(), name, type, LinkKind.valueOf(kind), owner, descriptor);
        Site site = site(reference);
        sites.add(site);
        return site;
    }

    private Site site(Reference reference) {
        return switch (reference.kind()) {
            case VIRTUAL -> new VirtualSite(reference, world, members, methods);
            case OVERRIDE -> new VirtualSite(reference, world, members, overrides);
            default -> new DirectSite(reference, world, members, rule(reference.kind()));
        };
    }

    private DirectSite.Rule rule(LinkKind kind) {
        return switch (kind) {
            case SPECIAL -> methods::special;
            case SUPER -> methods::ofSuper;
            case STATIC -> methods::ofStatic;
            case NEW -> constructors::create;
            case INIT -> constructors::initialise;
            case PASS -> constructors::pass;
            case STASH -> constructors::stash;
            case TAKE -> constructors::take;
            case GET -> fields::get;
            case PUT -> fields::put;
            case FRESH -> fields::fresh;
            case GET_STATIC -> fields::getStatic;
            case PUT_STATIC -> fields::putStatic;
            case OVERRIDDEN -> overrides::test;
            case INSTANCE -> types::instance;
            case CAST -> types::cast;
            case LOOKUP -> methods::lookup;
            case VIRTUAL, OVERRIDE -> throw new IllegalArgumentException(kind.name());
        };
    }
}
