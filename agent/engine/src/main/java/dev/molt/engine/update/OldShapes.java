package dev.molt.engine.update;

import dev.molt.engine.apply.Applied;
import dev.molt.engine.apply.Applier;
import dev.molt.engine.apply.ApplyFailure;
import dev.molt.engine.apply.NewShape;
import dev.molt.engine.changeset.Hashes;
import dev.molt.engine.changeset.Scope;
import dev.molt.engine.jfr.Flight;
import dev.molt.engine.plan.Plan;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Offer;
import dev.molt.protocol.Offer.OfferedClass;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives classes their old shape that were first loaded while an update was live, once the rest of it has been taken back. The VM keeps the
 * shape that it loaded, so they are updated to the old version, and the old code that uses them is linked, as in any change of shape.
 */
final class OldShapes {
    private final Pipeline pipeline;
    private final Applier applier;

    OldShapes(Pipeline pipeline, Applier applier) {
        this.pipeline = pipeline;
        this.applier = applier;
    }

    /**
     * What came of it.
     *
     * @param left what it left in the VM, newest first
     * @param notes about the classes that have their old shape
     * @param remains what could not be taken back, and why
     */
    record Restored(List<Applied> left, List<Finding> notes, List<String> remains) {}

    Restored restore(List<NewShape> shapes) {
        List<Applied> left = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        List<String> remains = new ArrayList<>();
        Map<ClassLoader, List<NewShape>> byLoader = shapes.stream()
                .collect(Collectors.groupingBy(s -> s.type().getClassLoader(), LinkedHashMap::new, Collectors.toList()));
        byLoader.forEach((loader, those) -> {
            try {
                left.add(0, restore(loader, those));
                for (NewShape s : those) notes.add(Finding.note(s.type().getName(), "was first loaded after the update, in its new shape, and has been updated to the old one"));
            } catch (NotRestored e) {
                for (NewShape s : those) remains.add(s.text() + "; nor can an update: " + e.getMessage());
            }
        });
        return new Restored(left, notes, remains);
    }

    private Applied restore(ClassLoader loader, List<NewShape> shapes) throws NotRestored {
        Holder holder = new Holder(loader, shapes.stream().collect(Collectors.toMap(s -> s.type().getName(), NewShape::old)));
        try {
            Plan plan = pipeline.plan(new UpdateRequest(false, UpdateOptions.defaults(), holder.offer()), holder, new Clock(Flight.UNRECORDED));
            if (plan.refused()) throw new NotRestored(refusals(plan));
            return applier.apply(plan, step -> { }, UNHEARD);
        } catch (IOException | ApplyFailure e) {
            throw new NotRestored(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            throw new NotRestored(e.toString());
        }
    }

    private static String refusals(Plan plan) {
        return plan.findings().stream().filter(f -> f.severity() == Severity.REFUSAL).map(Finding::text).collect(Collectors.joining("; "));
    }

    private static final class NotRestored extends Exception {
        NotRestored(String why) {
            super(why);
        }
    }

    /** It is part of a revert, which is audited and recorded itself. */
    private static final Applier.Surroundings UNHEARD = new Applier.Surroundings() {
        @Override
        public void audit() {}

        @Override
        public void probe() {}

        @Override
        public void record(Applied applied) {}
    };

    /** Has the old class files of one loader. */
    private record Holder(ClassLoader loader, Map<String, byte[]> files) implements UnheardClient {
        Offer offer() {
            return new Offer("the old version", null, files.entrySet().stream()
                    .map(e -> new OfferedClass(e.getKey(), Hashes.sha256(e.getValue()), null, e.getValue().length)).toList(), List.of());
        }

        @Override
        public Scope scope(UpdateOptions options) {
            return Scope.loader(Loaders.id(loader));
        }

        @Override
        public List<byte[]> fetch(List<Wanted> wanted) {
            return wanted.stream().map(w -> files.get(w.name())).toList();
        }
    }
}
