package dev.molt.engine.resources;

import dev.molt.engine.DebuggerThread;
import dev.molt.engine.changeset.Added;
import dev.molt.engine.changeset.ChangeSet;
import dev.molt.engine.changeset.Changed;
import dev.molt.engine.changeset.ChangedResource;
import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.changeset.OnLoad;
import dev.molt.engine.diff.ChangeKind;
import dev.molt.engine.diff.ChangeSetDiff;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.Loaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Class files of an update as resources. Some libraries read declarations and annotations out of class files, and are to agree with what
 * runs. Where only code differs, nobody can tell, and the loader goes on to find the old file.
 */
public final class ChangedClassFiles {
    private static final Set<ChangeKind> CODE = EnumSet.of(ChangeKind.METHOD_BODY, ChangeKind.CONSTRUCTOR_BODY, ChangeKind.LAMBDA_BODY,
            ChangeKind.STATIC_INITIALIZER_BODY, ChangeKind.DEBUG_INFO, ChangeKind.INNER_CLASSES);

    private ChangedClassFiles() {}

    /** The class files that their loader does not find as they are to run. */
    public static List<ChangedResource> of(ChangeSet set, ChangeSetDiff diff) {
        List<ChangedResource> files = new ArrayList<>();
        for (Changed c : set.changed()) {
            boolean declares = diff.of(c).changes().stream().anyMatch(change -> !CODE.contains(change.kind()));
            if (declares) add(files, c.type().getClassLoader(), c.next());
        }
        for (Added a : set.added()) add(files, a.into(), a.next());
        for (OnLoad o : set.onLoad()) {
            // What a loader gives when the class is loaded is the way back, so it must find the old file.
            if (Loaders.readsClassesLikeTheJdk(o.in())) add(files, o.in(), o.next());
        }
        return files;
    }

    private static void add(List<ChangedResource> files, ClassLoader loader, ClassImage next) {
        if (!Loaders.asksTheJdkForResources(loader)) return;
        String path = next.file().internalName() + ".class";
        try {
            Set<String> hides = Set.of();
            if (DebuggerThread.isCurrent()) {
                // What it finds elsewhere than in a class folder can't be asked for here, and is found behind the new file.
                if (ClassPathBytes.find(loader, next.file().name()).filter(b -> Arrays.equals(b, next.bytes())).isPresent()) return;
            } else {
                URL found = loader.getResource(path);
                if (found != null && same(found, next.bytes())) return;
                if (found != null) hides = Set.of(found.toExternalForm());
            }
            files.add(new ChangedResource(loader, Loaders.id(loader), path, next.bytes(), hides));
        } catch (IOException | RuntimeException | LinkageError e) {
            // A loader that fails when it is asked answers nobody.
        }
    }

    private static boolean same(URL found, byte[] bytes) throws IOException {
        try (InputStream in = found.openStream()) {
            return Arrays.equals(in.readAllBytes(), bytes);
        }
    }
}
