package dev.molt.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** One version of the classes of some nests, and which of them the compiler numbered. */
final class Version {
    private final Map<String, ClassNode> classes = new TreeMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<ClassNode>> children = new HashMap<>();
    private final Map<String, MethodNode> methods = new HashMap<>();

    Version(Map<String, byte[]> files) {
        files.forEach((name, bytes) -> {
            ClassNode node = new ClassNode();
            new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
            classes.put(name, node);
            for (MethodNode m : node.methods) methods.put(Thing.key(name, m.name, m.desc), m);
        });
        for (String name : classes.keySet()) {
            for (int at = name.lastIndexOf('$'); at > 0; at = name.lastIndexOf('$', at - 1)) {
                if (!classes.containsKey(name.substring(0, at))) continue;
                parents.put(name, name.substring(0, at));
                children.computeIfAbsent(name.substring(0, at), k -> new ArrayList<>()).add(classes.get(name));
                break;
            }
        }
    }

    /** In the order of their names. */
    Iterable<ClassNode> classes() {
        return classes.values();
    }

    ClassNode get(String name) {
        return classes.get(name);
    }

    MethodNode method(String owner, String name, String descriptor) {
        return methods.get(Thing.key(owner, name, descriptor));
    }

    /** The class whose name this one's continues, or null. */
    String parent(String name) {
        return parents.get(name);
    }

    /** The classes whose names continue this one's, in the order of their names. */
    List<ClassNode> children(String name) {
        return children.getOrDefault(name, List.of());
    }

    /** Whether its name is a number that the compiler gave: an anonymous or local class, or one of the compiler's own. */
    boolean isNumbered(String name) {
        ClassNode c = classes.get(name);
        if (c == null || !parents.containsKey(name)) return false;
        char first = name.charAt(Math.min(parents.get(name).length() + 1, name.length() - 1));
        if (first < '0' || first > '9') return false;
        InnerClassNode own = own(c);
        return own == null || own.outerName == null;
    }

    /** Whether a class that its name continues is numbered. */
    boolean isBelowNumbered(String name) {
        for (String at = parents.get(name); at != null; at = parents.get(at)) {
            if (isNumbered(at)) return true;
        }
        return false;
    }

    /** The class's own entry in its InnerClasses attribute (JVMS 4.7.6), or null. */
    static InnerClassNode own(ClassNode c) {
        for (InnerClassNode i : c.innerClasses) {
            if (i.name.equals(c.name)) return i;
        }
        return null;
    }

    static boolean isSynthetic(int access) {
        return (access & Opcodes.ACC_SYNTHETIC) != 0;
    }
}
