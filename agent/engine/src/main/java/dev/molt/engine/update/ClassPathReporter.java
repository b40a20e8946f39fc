package dev.molt.engine.update;

import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.LoaderPath;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells where the application's class loaders have their classes from. */
public final class ClassPathReporter {
    private final Instrumentation instrumentation;

    ClassPathReporter(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** The class path now: what the loaders say of themselves, and where the loaded classes came from. */
    public ClassPathReport report() {
        Map<ClassLoader, Set<String>> paths = new LinkedHashMap<>();
        paths.put(ClassLoader.getSystemClassLoader(), ofSystem());
        for (Class<?> type : LoadedClasses.now(instrumentation).all()) {
            ClassLoader loader = type.getClassLoader();
            Set<String> path = paths.computeIfAbsent(loader, ClassPathReporter::ownPath);
            String location = location(type.getProtectionDomain());
            if (location != null) path.add(location);
        }
        List<LoaderPath> loaders = new ArrayList<>();
        paths.forEach((loader, path) -> loaders.add(new LoaderPath(Loaders.id(loader), List.copyOf(path))));
        return new ClassPathReport(Runtime.version().feature(), System.getProperty("user.dir"), List.copyOf(urls("jdk.module.path")), loaders);
    }

    private static Set<String> ofSystem() {
        Set<String> urls = urls("java.class.path");
        urls.addAll(urls("jdk.module.path"));
        return urls;
    }

    private static Set<String> urls(String property) {
        Set<String> urls = new LinkedHashSet<>();
        String path = System.getProperty(property);
        if (path == null || path.isEmpty()) return urls;
        for (String entry : path.split(File.pathSeparator)) urls.add(Path.of(entry).toAbsolutePath().toUri().toString());
        return urls;
    }

    private static Set<String> ownPath(ClassLoader loader) {
        Set<String> urls = new LinkedHashSet<>();
        if (!(loader instanceof URLClassLoader urlLoader)) return urls;
        try {
            for (URL url : urlLoader.getURLs()) urls.add(url.toString());
        } catch (RuntimeException e) {
            // A loader of the application that does not tell; where its classes came from is known all the same.
        }
        return urls;
    }

    private static String location(ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null || source.getLocation() == null ? null : source.getLocation().toString();
    }
}
