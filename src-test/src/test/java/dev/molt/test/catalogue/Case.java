package dev.molt.test.catalogue;

import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program in several versions and what it is to print.
 *
 * @param name group and name, as in {@code methods/private-added}
 * @param what the change, in one line
 * @param minJdk the oldest feature release that compiles it
 * @param javac further options of the compiler
 * @param assertions whether they are enabled
 * @param gap why it does not pass yet
 * @param steps its story
 * @param fresh what the first call prints in a fresh start, by version
 * @param sources by version and path
 * @param mixed what a version has of another one, by version
 */
record Case(String name, String what, int minJdk, List<String> javac, boolean assertions, Gap gap, List<Step> steps,
            Map<String, List<String>> fresh, Map<String, Map<String, String>> sources, Map<String, Mixed> mixed) {

    /** The package of its classes. */
    static String packageOf(String name) {
        return "cases." + name.replace('/', '.').replace('-', '_');
    }

    String packageName() {
        return packageOf(name);
    }

    /** The compiled classes of a version. */
    Path classes(String version) {
        Javac compiler = Javac.standard().release(Math.max(minJdk, Jdk.FLOOR)).with(javac.toArray(String[]::new));
        String label = "catalogue-" + name.replace('/', '-') + "-" + version;
        Mixed part = mixed.get(version);
        return part == null ? compiler.compile(label, sources.get(version))
                : part.into(compiler, label, sources.get(version), classes(part.version()));
    }

    @Override
    public String toString() {
        return name;
    }
}
