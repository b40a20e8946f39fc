package dev.molt.engine.verify;

import dev.molt.engine.evolve.Companion;
import dev.molt.engine.shape.Evolved;
import dev.molt.engine.vm.Loaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Companions of the JDK's own classes. HotSpot verifies no code of the boot loader, and lets no other loader define a class of the
 * packages of the JDK. So their code is verified under other names; access is not the verifier's business.
 */
final class BesideJdk {
    private static final String ELSEWHERE = "molt/verified/";

    private BesideJdk() {}

    static boolean is(Evolved.Beside beside) {
        return Loaders.isJdk(beside.loader());
    }

    /** Those among them that are the JDK's, under other names. */
    static List<Companion> elsewhere(List<Evolved.Beside> beside) {
        Set<String> names = new HashSet<>();
        for (Evolved.Beside b : beside) {
            if (is(b)) names.add(b.companion().internalName());
        }
        List<Companion> copies = new ArrayList<>();
        for (Evolved.Beside b : beside) {
            if (is(b)) copies.add(new Companion(ELSEWHERE + b.companion().internalName(), renamed(b.companion().bytes(), names)));
        }
        return copies;
    }

    private static byte[] renamed(byte[] bytes, Set<String> names) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, new Remapper() {
            @Override
            public String map(String name) {
                return names.contains(name) ? ELSEWHERE + name : name;
            }
        }), 0);
        return writer.toByteArray();
    }
}
