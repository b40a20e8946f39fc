package dev.molt.engine.translate;

import dev.molt.engine.dependents.World;
import dev.molt.engine.evolve.Evolution;
import dev.molt.engine.evolve.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Turns a class as the newest version wants it into one that the VM takes, and companions for the rest. The two do together what the
 * class would have done.
 *
 * <p>Each symbolic reference either means to the VM what it means in the newest version, and stays; or it becomes an
 * {@code invokedynamic} that is linked at run time (see {@link dev.molt.engine.evolve.LinkKind}).
 *
 * <p>One translator serves the classes of one loader, several threads at once if its worlds do.
 */
public final class Translator {
    private final Sides sides;

    /**
     * @param logical the classes as they are meant, after the update
     * @param physical the same as the VM will have them: evolved classes in their old shape, new ones as they are
     * @param layouts the layout of each evolved or new class, by internal name; null for all others
     * @param disputed the types that some object has to the program and not to the VM, or the other way round, by internal name
     * @param unlocked methods that are synchronized no more, of the update and of earlier ones
     */
    public Translator(World logical, World physical, Function<String, Layout> layouts, Set<String> disputed, Unlocked unlocked) {
        sides = Sides.of(logical, physical, layouts, disputed, unlocked);
    }

    /** The supertypes of a class that the program and the VM do not agree upon. */
    public static Lineage lineage(World logical, World physical, Layout of) {
        String name = of.logical().internalName();
        return Sides.of(logical, physical, n -> n.equals(name) ? of : null, Set.of(), Unlocked.NONE).lineage(name);
    }

    /** Translates one class, or tells everything that stands against it. */
    public Translation translate(Subject subject, Layout layout) {
        try {
            return translate(subject, layout, true);
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            // with all constants that the VM has of the class
        }
        try {
            return translate(subject, layout, false);
        } catch (MethodTooLargeException e) {
            return tooLarge(e.getMethodName(), "method");
        } catch (ClassTooLargeException e) {
            return tooLarge(null, "class");
        }
    }

    private Translation translate(Subject subject, Layout layout, boolean copying) {
        List<Obstacle> obstacles = new ArrayList<>();
        Evolution evolution = new ClassTranslation(sides, subject, layout, copying, obstacles).run();
        return obstacles.isEmpty() ? new Translation.Done(evolution) : new Translation.Refused(obstacles);
    }

    private static Translation tooLarge(String method, String what) {
        return new Translation.Refused(List.of(new Obstacle(method, "is too large with what has to be added to it", "split the " + what + "; or restart the JVM")));
    }
}
