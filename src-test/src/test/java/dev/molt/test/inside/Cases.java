package dev.molt.test.inside;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Many small programs in one JVM, each in a class loader of its own. */
public final class Cases {
    private static final Map<String, ClassLoader> LOADERS = new ConcurrentHashMap<>();
    private static final Map<String, String> TRACES = new ConcurrentHashMap<>();

    private Cases() {}

    /** Makes the loader of a program; {@code assertions} is {@code true} or {@code false}. */
    public static void open(String name, String folder, String assertions) throws MalformedURLException {
        URL[] urls = {Path.of(folder).toUri().toURL()};
        ClassLoader loader = new URLClassLoader(name, urls, ClassLoader.getSystemClassLoader());
        loader.setDefaultAssertionStatus(Boolean.parseBoolean(assertions));
        LOADERS.put(name, loader);
    }

    /** Calls {@code run()} of a program's class {@code App}; its result as text, or what it threw. */
    public static String run(String name, String packageName) {
        ClassLoader loader = LOADERS.get(name);
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Method run = Class.forName(packageName + ".App", true, loader).getDeclaredMethod("run");
            run.setAccessible(true);
            String result = String.valueOf(run.invoke(null));
            TRACES.remove(name);
            return result;
        } catch (InvocationTargetException e) {
            return threw(name, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            return threw(name, e);
        }
    }

    /** The stack trace of what the last call threw, or an empty text. */
    public static String trace(String name) {
        return TRACES.getOrDefault(name, "");
    }

    /** Forgets a program. */
    public static void close(String name) {
        LOADERS.remove(name);
    }

    private static String threw(String name, Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        TRACES.put(name, trace.toString());
        return "threw " + thrown;
    }
}
