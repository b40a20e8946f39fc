package dev.molt.engine.view;

import dev.molt.boot.ResourceView;
import dev.molt.boot.Resources;
import dev.molt.engine.view.Hook.Call;
import dev.molt.engine.view.Hook.Load.Local;
import dev.molt.engine.view.Hook.Place;
import dev.molt.engine.vm.InternalAccess;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;

/** Lets the class loaders of the JDK ask for resources of live updates. Their classes are untouched until then, and afterwards. */
public final class ResourceHooks implements AutoCloseable {
    private static final String LOADER = "java/lang/ClassLoader";
    private static final String URL_LOADER = "java/net/URLClassLoader";
    private static final String BUILT_IN = "jdk/internal/loader/BuiltinClassLoader";
    private static final String NAME = "Ljava/lang/String;";
    private static final Local THIS = new Local(0, Type.getObjectType(LOADER));
    private static final Local FIRST = new Local(1, Type.getType(NAME));
    private static final Local SECOND = new Local(2, Type.getType(NAME));
    private static final Call ONE = call("one", "(Ljava/net/URL;L" + LOADER + ";" + NAME + ")Ljava/net/URL;");
    private static final Call ALL = call("all", "(Ljava/util/Enumeration;L" + LOADER + ";" + NAME + ")Ljava/util/Enumeration;");
    private static final Call STREAM = call("stream", "(L" + LOADER + ";" + NAME + NAME + ")Ljava/io/InputStream;");

    /**
     * Where loaders search: ClassLoader for all that leave it the order of the search, URLClassLoader for those with an order of their
     * own, BuiltinClassLoader for {@code Class.getResource} in named modules.
     */
    private static final Map<String, List<Hook>> HOOKS = Map.of(
            LOADER, List.of(hook("getResource", new Place.After(LOADER, "findResource"), ONE, THIS, FIRST),
                    hook("getResources", new Place.After(LOADER, "findResources"), ALL, THIS, FIRST)),
            URL_LOADER, List.of(hook("findResource", new Place.Return(), ONE, THIS, FIRST),
                    hook("findResources", new Place.Return(), ALL, THIS, FIRST)),
            BUILT_IN, List.of(hook("findResource(" + NAME + NAME + ")Ljava/net/URL;", new Place.Return(), ONE, THIS, SECOND),
                    hook("findResourceAsStream", new Place.Answer(), STREAM, THIS, FIRST, SECOND)));

    private final Instrumentation instrumentation;
    private final MethodHandle findResource;
    private final MethodHandle findResources;
    private final HookTransformer transformer = new HookTransformer();
    private boolean installed;

    private ResourceHooks(Instrumentation instrumentation, MethodHandle findResource, MethodHandle findResources) {
        this.instrumentation = instrumentation;
        this.findResource = findResource;
        this.findResources = findResources;
    }

    /**
     * Changes nothing. The boot classes must be defined.
     *
     * @throws UnsupportedOperationException where this JDK is not what we expect
     */
    public static ResourceHooks open(Instrumentation instrumentation, InternalAccess access) {
        Lookup trusted = access.trustedLookup();
        try {
            return new ResourceHooks(instrumentation,
                    trusted.findVirtual(ClassLoader.class, "findResource", MethodType.methodType(URL.class, String.class, String.class)),
                    trusted.findVirtual(ClassLoader.class, "findResources", MethodType.methodType(Enumeration.class, String.class)));
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
        }
    }

    /** What a loader finds in a module, with what updates brought. */
    public URL resource(ClassLoader loader, String module, String name) {
        return (URL) call(findResource, loader, module, name);
    }

    /** Everything that a loader finds without its parents; with what updates brought, where the loader is one that asks for it here. */
    @SuppressWarnings("unchecked")
    public Enumeration<URL> resources(ClassLoader loader, String name) {
        return Resources.all((Enumeration<URL>) call(findResources, loader, name), loader, name);
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Installs all hooks in one step, unless they are.
     *
     * @throws UnsupportedOperationException where a class of the JDK does not take them; then none is in place
     */
    public synchronized void install(ResourceView view) {
        if (installed) return;
        Resources.install(view);
        instrumentation.addTransformer(transformer, true);
        installed = true;
        try {
            use(HOOKS);
        } catch (UnsupportedOperationException e) {
            close();
            throw e;
        }
    }

    /** Takes the hooks back. */
    @Override
    public synchronized void close() {
        if (!installed) return;
        installed = false;
        instrumentation.removeTransformer(transformer);
        use(Map.of());
        Resources.install(null);
    }

    private void use(Map<String, List<Hook>> hooks) {
        transformer.use(hooks);
        try {
            List<Class<?>> types = new ArrayList<>();
            for (String name : HOOKS.keySet()) types.add(Class.forName(name.replace('/', '.'), false, null));
            instrumentation.retransformClasses(types.toArray(Class[]::new));
        } catch (UnmodifiableClassException | ClassNotFoundException | LinkageError e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") does not take Molt's hooks: " + e, e);
        }
        if (!transformer.failures().isEmpty()) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") is not what Molt's hooks expect: "
                    + String.join("; ", transformer.failures().values().stream().map(Exception::getMessage).sorted().toList()));
        }
    }

    private static Call call(String name, String descriptor) {
        return new Call("dev/molt/boot/Resources", name, descriptor);
    }

    private static Hook hook(String method, Place place, Call call, Local... loads) {
        return new Hook(List.of(method), place, List.of(loads), call, null);
    }
}
