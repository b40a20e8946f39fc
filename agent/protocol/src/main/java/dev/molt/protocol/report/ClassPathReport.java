package dev.molt.protocol.report;

import java.util.List;

/**
 * The class path of a running JVM, as its class loaders tell it.
 *
 * @param feature Java feature release of the JVM
 * @param workingDirectory against which relative paths of its class path are meant
 * @param modulePath URLs of those folders and jars that are on its module path
 * @param loaders the application's class loaders, the system class loader first
 */
public record ClassPathReport(int feature, String workingDirectory, List<String> modulePath, List<LoaderPath> loaders) implements Report {
    public ClassPathReport {
        modulePath = List.copyOf(modulePath);
        loaders = List.copyOf(loaders);
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        for (LoaderPath l : loaders) {
            out.append(l.loader()).append('\n');
            for (String location : l.locations()) out.append("  ").append(location).append('\n');
        }
        return out.toString();
    }
}
