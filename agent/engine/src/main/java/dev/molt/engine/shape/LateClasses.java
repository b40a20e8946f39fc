package dev.molt.engine.shape;

import dev.molt.engine.changeset.ClassImage;
import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Companion;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.evolve.Member;
import dev.molt.engine.evolve.OfferedVersions;
import dev.molt.engine.translate.Layout;
import dev.molt.engine.translate.Obstacle;
import dev.molt.engine.translate.Subject;
import dev.molt.engine.translate.Translation;
import dev.molt.engine.translate.Translator;
import dev.molt.engine.translate.Unlocked;
import dev.molt.engine.vm.ClassPathBytes;
import dev.molt.engine.vm.InternalAccess;
import dev.molt.engine.vm.Loaders;
import dev.molt.engine.vm.ThrowAwayLoader;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;

/**
 * Classes that are loaded while others have another shape than the VM knows: what they refer to must be linked as in the update's own
 * classes. Registered only while there are evolved classes.
 *
 * <p>It runs in the thread that loads a class, so it takes no lock, reads no loaded class back, and looks at class files alone.
 */
public final class LateClasses {
    private static final ClassLoader OURS = LateClasses.class.getClassLoader();
    private static final Pattern COMPANION = Pattern.compile(".+\\$Molt\\d+(State|Holder)?");
    private static final int CLASS_TAG = 7;
    /** What the JDK generates for {@code Method.invoke} and the like: the VM lets it access what no other class may. */
    private static final String ACCESSORS = "jdk/internal/reflect/";
    private static final int UTF8_TAG = 1;
    private static final Set<String> ASKING = Set.of("isInstance", "isAssignableFrom", "getSuperclass");
    /** Of fields, methods and methods of interfaces (JVMS table 4.4-B). */
    private static final Set<Integer> MEMBER_TAGS = Set.of(9, 10, 11);

    /** A class that runs as it was compiled, although it refers to evolved ones. */
    public record Failure(String name, String loader, String member, String problem) {}

    private final Instrumentation instrumentation;
    private final InternalAccess access;
    private final LinkedWorld world;
    private final OfferedVersions offered;
    private final ClassFileTransformer transformer = new Transformer();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private volatile Translated translated;
    private boolean registered;

    /** A class that is being defined as an update has translated it: by the world that is to come, not by the one that is. */
    private record Translated(String name, Thread by) {}

    public LateClasses(Instrumentation instrumentation, InternalAccess access, LinkedWorld world, OfferedVersions offered) {
        this.instrumentation = instrumentation;
        this.access = access;
        this.world = world;
        this.offered = offered;
    }

    /** To be called whenever the logical world has changed, or is about to. */
    public synchronized void watch(boolean wanted) {
        if (wanted == registered) return;
        if (wanted) instrumentation.addTransformer(transformer, false);
        else instrumentation.removeTransformer(transformer);
        registered = wanted;
    }

    /** Lets a class pass that is defined by this action, on this thread. One at a time. */
    public void define(String internalName, Runnable definition) {
        translated = new Translated(internalName, Thread.currentThread());
        try {
            definition.run();
        } finally {
            translated = null;
        }
    }

    private boolean isTranslated(String name) {
        Translated known = translated;
        return known != null && known.by == Thread.currentThread() && known.name.equals(name) || COMPANION.matcher(name).matches();
    }

    /** Classes that could not be translated when they were loaded, and why; they run as they are. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (redefined != null || name == null || loader == null || loader == OURS || isTranslated(name)) return null;
            if (name.startsWith(ACCESSORS) || loader instanceof ThrowAwayLoader) return null;
            try {
                if (world.of(loader, name).isPresent() || !refersToEvolved(loader, name, bytes) || !BootReach.of(loader)) return null;
                byte[] plain = SlotField.removed(bytes);
                byte[] translated = translated(loader, domain, plain);
                return translated == null || plain == bytes ? translated : SlotField.added(translated);
            } catch (RuntimeException | LinkageError | MalformedClassFileException e) {
                failures.add(new Failure(name.replace('/', '.'), Loaders.id(loader), null, e.toString()));
                return null;
            }
        }
    }

    /** By the name of an evolved class, or of a subclass of one, where the member tells it. */
    private boolean refersToEvolved(ClassLoader loader, String self, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        if (namesDisputed(reader)) return true;
        Set<Member> displaced = world.displaced();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at == 0) continue;
            int tag = reader.readByte(at - 1);
            if (tag == CLASS_TAG) {
                String name = reader.readUTF8(at, buffer);
                if (!name.startsWith("[") && !name.equals(self) && evolution(loader, name).isPresent()) return true;
            } else if (MEMBER_TAGS.contains(tag) && displaced.contains(member(reader, at, buffer))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may ask for a type that the VM gets wrong, in an instruction or through the class object. */
    private boolean namesDisputed(ClassReader reader) {
        Set<String> disputed = world.disputed();
        if (disputed.isEmpty()) return false;
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at == 0 || reader.readByte(at - 1) != UTF8_TAG) continue;
            String text = new String(bytes(reader, at), StandardCharsets.UTF_8);
            if (ASKING.contains(text) || disputed.contains(text)) return true;
            if (text.indexOf(';') > 0 && disputed.stream().anyMatch(type -> text.contains("L" + type + ";"))) return true;
        }
        return false;
    }

    private static byte[] bytes(ClassReader reader, int at) {
        byte[] text = new byte[reader.readUnsignedShort(at)];
        for (int i = 0; i < text.length; i++) text[i] = (byte) reader.readByte(at + 2 + i);
        return text;
    }

    private static Member member(ClassReader reader, int at, char[] buffer) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        return new Member(reader.readUTF8(nameAndType, buffer), reader.readUTF8(nameAndType + 2, buffer));
    }

    private Optional<Evolution> evolution(ClassLoader loader, String internalName) {
        for (ClassLoader l = loader; l != null; l = l.getParent()) {
            Optional<Evolution> found = world.of(l, internalName);
            if (found.isPresent()) return found;
        }
        return world.of(null, internalName);
    }

    private byte[] translated(ClassLoader loader, ProtectionDomain domain, byte[] bytes) throws MalformedClassFileException {
        ClassFile own = ClassFile.parse(bytes);
        byte[] shape = own.isInterface() ? null : Shapes.below(bytes, name -> isMarker(loader, name), name -> logical(loader, name));
        ClassImage logical = new ClassImage(bytes, own);
        Subject subject = shape == null ? Subject.added(loader, logical) : Subject.changed(loader, logical, ClassImage.of(shape));
        Files files = new Files(loader, own, shape == null ? own : subject.shape().file());
        World physical = files.world(false);
        Layout layout = Layout.of(subject, physical);
        Translator translator = new Translator(files.world(true), physical, name -> name.equals(own.internalName()) ? layout
                : evolution(loader, name).map(Layout::of).orElse(null), world.disputed(), new Unlocked(world.unlocked()));
        Translation translation = translator.translate(subject, layout);
        if (translation instanceof Translation.Refused refused) {
            Obstacle o = refused.obstacles().get(0);
            failures.add(new Failure(own.name(), Loaders.id(loader), o.member(), o.problem()));
            return null;
        }
        Evolution evolution = ((Translation.Done) translation).evolution();
        if (evolution.physical() == bytes) return null;
        for (Companion c : evolution.companions()) access.define(loader, c.internalName().replace('/', '.'), c.bytes(), domain);
        offered.note(loader, Map.of(own.name(), new OfferedVersions.Version(own.hash(), own.name())));
        return evolution.physical();
    }

    /** Whether the VM knows a class as an interface, since it became the superclass of a loaded one. */
    private boolean isMarker(ClassLoader loader, String name) {
        return evolution(loader, name).filter(e -> e.physicalFile().isInterface() && !e.logicalFile().isInterface()).isPresent();
    }

    private ClassFile logical(ClassLoader loader, String name) {
        return evolution(loader, name).map(Evolution::logicalFile).orElse(null);
    }

    /** Class files as a loader finds them, and evolved classes as they are. */
    private final class Files {
        private final ClassLoader loader;
        private final ClassFile own;
        private final ClassFile physical;
        private final Map<String, Optional<ClassFile>> found = new ConcurrentHashMap<>();

        Files(ClassLoader loader, ClassFile own, ClassFile physical) {
            this.loader = loader;
            this.own = own;
            this.physical = physical;
        }

        World world(boolean logical) {
            return name -> {
                if (name.equals(own.internalName())) return logical ? own : physical;
                Optional<Evolution> evolved = evolution(loader, name);
                if (evolved.isPresent()) return logical ? evolved.get().logicalFile() : evolved.get().physicalFile();
                Optional<ClassFile> known = found.get(name);
                if (known == null) {
                    known = ClassPathBytes.find(loader, name.replace('/', '.')).flatMap(this::parse);
                    found.put(name, known);
                }
                return known.orElse(null);
            };
        }

        /** A class file that can't be read is one that can't be loaded. */
        private Optional<ClassFile> parse(byte[] bytes) {
            try {
                return Optional.of(ClassFile.parse(bytes));
            } catch (MalformedClassFileException e) {
                return Optional.empty();
            }
        }
    }
}
