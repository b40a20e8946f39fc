package dev.molt.engine.apply;

import dev.molt.engine.evolve.Running;
import dev.molt.engine.shape.Evolved.ChangedEnum;
import dev.molt.engine.statics.EnumMend;
import dev.molt.engine.statics.SwitchTables;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.LoadedClasses;
import dev.molt.engine.vm.Loaders;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Lets live enum constants, and the tables of switches over them, follow the newest version. */
final class EnumConstants {
    private final Instrumentation instrumentation;
    private final Running running;
    private final EnumMend mend;

    EnumConstants(Instrumentation instrumentation, Running running, EnumMend mend) {
        this.instrumentation = instrumentation;
        this.running = running;
        this.mend = mend;
    }

    /** Before the static initialiser runs, which may make enum maps and sets of its own. */
    Runnable renumber(ChangedEnum e) {
        Runnable back = mend.renumber(e.type(), e.change());
        mend.forgetCaches(e.type());
        return () -> {
            back.run();
            mend.forgetCaches(e.type());
        };
    }

    /** After it. */
    Runnable follow(ChangedEnum e) throws Exception {
        Deque<Runnable> undo = new ArrayDeque<>();
        mend.forgetCaches(e.type());
        undo.push(() -> mend.forgetCaches(e.type()));
        List<Class<?>> readers = new ArrayList<>();
        LoadedClasses loaded = LoadedClasses.now(instrumentation);
        List<Class<?>> users = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        byte[] name = e.change().enumName().getBytes(StandardCharsets.UTF_8);
        try (LoadedBytes.Reading reading = running.begin()) {
            for (Class<?> type : loaded.all()) {
                if (!Loaders.sees(type.getClassLoader(), e.type().getClassLoader())) continue;
                byte[] bytes = running.read(type).orElse(null);
                if (bytes == null || !mayRefer(bytes, name)) continue;
                users.add(type);
                files.add(bytes);
            }
        }
        for (SwitchTables.Table table : SwitchTables.of(e.change().enumName(), files)) {
            for (Class<?> owner : users) {
                if (!owner.getName().replace('.', '/').equals(table.owner())) continue;
                EnumMend.Rebuilt rebuilt = mend.rebuild(owner, table, e.type());
                undo.push(rebuilt.undo());
                if (rebuilt.replaced()) users.stream().filter(u -> table.readers().contains(u.getName().replace('.', '/'))).forEach(readers::add);
            }
        }
        if (e.change().movesOrdinals()) readers.add(Enum.class);
        if (!readers.isEmpty()) instrumentation.retransformClasses(readers.toArray(Class[]::new));
        return () -> undo.forEach(Runnable::run);
    }

    /** A class file names what it refers to as it is; a class that only names the table is found by its reader's name too. */
    private static boolean mayRefer(byte[] file, byte[] name) {
        for (int i = 0; i + name.length <= file.length; i++) {
            if (file[i] == name[0] && Arrays.equals(file, i, i + name.length, name, 0, name.length)) return true;
        }
        return false;
    }
}
