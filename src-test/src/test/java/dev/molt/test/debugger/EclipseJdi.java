package dev.molt.test.debugger;

import com.sun.jdi.VirtualMachine;
import com.sun.jdi.VirtualMachineManager;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Layout;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** Eclipse's own implementation of JDI. Its classes lie in a jar in the jar of the plug-in. */
final class EclipseJdi {
    private EclipseJdi() {}

    /** @param folder takes the inner jar */
    static VirtualMachineManager load(Path folder) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path jar : Layout.eclipse()) {
            urls.add(jar.toUri().toURL());
            inner(jar, folder.resolve("jdimodel.jar"));
        }
        urls.add(folder.resolve("jdimodel.jar").toUri().toURL());
        Class<?> bootstrap = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()).loadClass("org.eclipse.jdi.Bootstrap");
        return (VirtualMachineManager) bootstrap.getMethod("virtualMachineManager").invoke(null);
    }

    /** As Eclipse's preference "Debugger timeout" does, which is 3 s by default: too short on a busy machine. */
    static Jdi patient(Jdi debugger) {
        try {
            VirtualMachine vm = debugger.vm();
            vm.getClass().getMethod("setRequestTimeout", int.class).invoke(vm, (int) Await.LIMIT.toMillis());
            return debugger;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void inner(Path jar, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry("jdimodel.jar") != null) Files.write(to, zip.getInputStream(zip.getEntry("jdimodel.jar")).readAllBytes());
        }
    }
}
