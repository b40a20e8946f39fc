package dev.molt.engine.oldcode;

import dev.molt.engine.apply.RedefinedClass;
import dev.molt.engine.evolve.LinkedWorld;
import dev.molt.engine.vm.Threads;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.OldFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds threads that still execute replaced methods.
 *
 * <p>HotSpot shows a frame that was entered before a redefinition of its class without a file name. That holds for unchanged methods
 * of the class, too, so only methods that changed since the class last had no such frame are told. A frame of a companion is old when its
 * class has the method elsewhere now, or not any more. Frames do not name their descriptor: where an unchanged overload has the same name,
 * the answer is uncertain and says so.
 */
public final class OldCode {
    /** Methods of one class that were replaced, by the update that did it last. */
    private record Replaced(Map<String, String> byMethod, Set<String> ambiguous) {}

    private static final Pattern COMPANION = Pattern.compile("(.+)\\$Molt\\d+");

    private final Map<String, Replaced> watched = new HashMap<>();
    private final LinkedWorld world;

    public OldCode(LinkedWorld world) {
        this.world = world;
    }

    /** A class was redefined by an update or by its revert. */
    public synchronized void replaced(RedefinedClass redefined, String by) {
        if (redefined.changedMethods().isEmpty()) return;
        Replaced before = watched.getOrDefault(redefined.name(), new Replaced(Map.of(), Set.of()));
        Map<String, String> byMethod = new HashMap<>(before.byMethod);
        redefined.changedMethods().forEach(m -> byMethod.put(m, by));
        Set<String> ambiguous = new HashSet<>(before.ambiguous);
        ambiguous.addAll(redefined.overloads());
        watched.put(redefined.name(), new Replaced(byMethod, ambiguous));
    }

    /**
     * What a look at the threads showed.
     *
     * @param complete false when there may be virtual threads that this JVM does not tell
     */
    public record Look(List<OldFrame> frames, boolean complete) {
        /** What a person has to know beside the frames. */
        public List<Finding> findings() {
            return complete ? List.of() : List.of(Finding.warning(null, null, null,
                    "this JVM does not tell all its virtual threads, so those in old code may be missing here",
                    "start it without -Djdk.trackAllThreads=false"));
        }
    }

    /**
     * Looks at all threads. Classes that nobody executes in an old version any more are not looked for again, unless there are threads
     * that can't be seen.
     */
    public Look find() {
        Map<String, Replaced> looking;
        synchronized (this) {
            if (watched.isEmpty()) return new Look(List.of(), true);
            looking = Map.copyOf(watched);
        }
        List<OldFrame> frames = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Threads.Stacks stacks = world.asTheVmSees(Threads::stacks);
        stacks.byThread().forEach((thread, stack) -> {
            for (StackTraceElement e : stack) {
                Matcher companion = COMPANION.matcher(e.getClassName());
                String name = companion.matches() ? companion.group(1) : e.getClassName();
                Replaced replaced = looking.get(name);
                boolean old = replaced != null && (companion.matches()
                        ? !world.isCurrent(e.getClassName().replace('.', '/'), e.getMethodName()) : e.getFileName() == null);
                if (!old) continue;
                seen.add(name);
                String by = replaced.byMethod.get(e.getMethodName());
                if (by != null) frames.add(frame(thread, name, e, by, !replaced.ambiguous.contains(e.getMethodName())));
            }
        });
        if (!stacks.complete()) return new Look(frames, false);
        synchronized (this) {
            looking.forEach((name, replaced) -> {
                if (!seen.contains(name)) watched.remove(name, replaced);
            });
        }
        return new Look(frames, true);
    }

    @SuppressWarnings("deprecation") // threadId() is younger than our floor
    private static OldFrame frame(Thread thread, String className, StackTraceElement e, String by, boolean certain) {
        return new OldFrame(thread.getName(), thread.getId(), Threads.isVirtual(thread), className, e.getMethodName(),
                e.getLineNumber(), by, certain);
    }
}
