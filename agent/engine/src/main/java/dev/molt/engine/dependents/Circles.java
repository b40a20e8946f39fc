package dev.molt.engine.dependents;

import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Classes that would be supertypes of themselves, which no VM loads (JVMS 5.3.5). To be refused before anybody follows supertypes to their end. */
final class Circles {
    private final ChangeSet set;
    private final Supplier<LoadedClasses> now;
    private final LoaderView.Bytes running;
    private final Map<ClassLoader, World> after = new IdentityHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private LoadedClasses loaded;

    Circles(ChangeSet set, Supplier<LoadedClasses> now, LoaderView.Bytes running) {
        this.set = set;
        this.now = now;
        this.running = running;
    }

    /** A refusal for each of them; costs nothing where no class gets other supertypes. */
    List<Finding> find() {
        for (Changed c : set.changed()) {
            ClassFile next = c.next().file();
            if (!supertypes(next).toList().equals(supertypes(c.before().file()).toList())) look(next, c.loader(), c.type().getClassLoader());
        }
        for (Added a : set.added()) look(a.next().file(), a.loader(), a.into());
        for (OnLoad o : set.onLoad()) look(o.next().file(), o.loader(), o.in());
        return findings;
    }

    private void look(ClassFile file, String loader, ClassLoader of) {
        if (loaded == null) loaded = now.get();
        World world = after.computeIfAbsent(of, l -> LoaderView.ofDeclarations(l, UpdateLinks.updated(set, l), loaded, running));
        Set<String> above = new HashSet<>();
        collect(file, world, above);
        if (!above.contains(file.internalName())) return;
        findings.add(Finding.refusal(file.name(), loader, null, "would be a supertype of itself", "compile it again, with its supertypes"));
    }

    private static void collect(ClassFile file, World world, Set<String> above) {
        supertypes(file).filter(above::add).forEach(name -> {
            ClassFile next = world.lookup(name);
            if (next != null) collect(next, world, above);
        });
    }

    private static Stream<String> supertypes(ClassFile file) {
        return Stream.concat(Stream.ofNullable(file.superName()), file.interfaces().stream());
    }
}
