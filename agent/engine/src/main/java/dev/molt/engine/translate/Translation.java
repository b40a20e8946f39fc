package dev.molt.engine.translate;

import dev.molt.engine.evolve.Evolution;
import java.util.List;

/** What came of a class: either its evolution, or all that stands against it. */
public sealed interface Translation {
    /** It can be done so. */
    record Done(Evolution evolution) implements Translation {}

    /** It can't be done; the list is never empty. */
    record Refused(List<Obstacle> obstacles) implements Translation {
        public Refused {
            obstacles = List.copyOf(obstacles);
        }
    }
}
