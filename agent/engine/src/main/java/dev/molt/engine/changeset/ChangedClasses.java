package dev.molt.engine.changeset;

import dev.molt.engine.classfile.ClassFile;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.diff.ClassDiff;
import dev.molt.engine.vm.LoadedBytes;
import dev.molt.engine.vm.Loaders;
import dev.molt.protocol.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns a loaded class and its new version into a {@link Changed}, or finds that nothing changes. */
final class ChangedClasses {
    private static final String TAKE_BACK = "let that agent take its change back before; Mockito.clearAllCaches() does so for inline mocks";

    private final OtherAgents agents;
    private final LoadedBytes loadedBytes;
    private final Consumer<Finding> findings;

    ChangedClasses(OtherAgents agents, LoadedBytes loadedBytes, Consumer<Finding> findings) {
        this.agents = agents;
        this.loadedBytes = loadedBytes;
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @param mustMatch whether an original was named by a person, who should hear when it is not what runs
     * @return nothing when the class already is the new version, or when it can't be updated, which is told as a refusal
     */
    Optional<Changed> compare(Difference difference, Originals originals, boolean mustMatch) {
        Class<?> type = difference.type();
        ClassImage next = difference.next();
        if (originals.exact() != null) return plain(difference, originals.exact().image(), originals.exact());
        Optional<ClassImage> image = ClassImage.named(difference.name(), difference.loaded(), findings);
        if (image.isEmpty()) return Optional.empty();
        ClassImage loaded = image.get();
        if (next.sameAs(loaded)) return Optional.empty();
        for (ClassImage original : originals.candidates()) {
            if (original.redefinesTo(loaded)) return plain(difference, original, null);
        }
        for (ClassImage original : originals.candidates()) {
            Optional<OtherAgents.Loaded> instrumented = agents.load(type, original.bytes()).filter(l -> isLoaded(l, loaded));
            if (instrumented.isEmpty()) continue;
            if (original.sameAs(next)) return Optional.empty();
            return instrumented(type, loaded, next, List.of(original.bytes(), instrumented.get().byFirstKind(), loaded.bytes()));
        }
        for (ClassImage original : originals.candidates()) {
            if (agents.leadingTo(loaded.file(), type, original.bytes()).isEmpty()) continue;
            return original.sameAs(next) ? Optional.empty() : instrumentedLater(type, loaded, next, original);
        }
        if (mustMatch) {
            findings.accept(Finding.warning(type.getName(), Loaders.id(type.getClassLoader()), null, "what is loaded is not what --from holds",
                    "the loaded class counts; check that --from is the running version"));
        }
        return instrumented(type, loaded, next, List.of(loaded.bytes()));
    }

    /** No other agent has changed the class. Its file says more than the VM keeps; on JDK 17, names of parameters. */
    private static Optional<Changed> plain(Difference difference, ClassImage original, Original exact) {
        ClassImage next = difference.next();
        if (next.sameAs(original)) return Optional.empty();
        return Optional.of(new Changed(difference.type(), Loaders.id(difference.type().getClassLoader()), next,
                new ClassImage(difference.loaded(), original.file()), next, next.bytes(), original.bytes(), exact));
    }

    private Optional<Changed> instrumented(Class<?> type, ClassImage loaded, ClassImage next, List<byte[]> waysBack) {
        String loader = Loaders.id(type.getClassLoader());
        OtherAgents.Loaded work = agents.load(type, next.bytes()).orElse(new OtherAgents.Loaded(next.bytes(), next.bytes()));
        ClassImage after = image(work.byAll()).orElse(next);
        if (after.sameAs(loaded)) return Optional.empty();
        Optional<byte[]> undo = agents.leadingTo(loaded.file(), type, waysBack.toArray(byte[][]::new));
        if (undo.isEmpty()) {
            findings.accept(Finding.refusal(type.getName(), loader, null,
                    "another agent has changed this class, and its original bytes are not known, so there would be no way back",
                    "give the running version with --from"));
            return Optional.empty();
        }
        if (AgentMembers.keepState(loaded.file(), next.file(), after.file())) {
            return withoutInstrumentation(type, loaded, next, after, undo.get());
        }
        Optional<byte[]> forward = agents.leadingTo(after.file(), type, next.bytes(), work.byFirstKind(), work.byAll());
        if (forward.isPresent()) return Optional.of(new Changed(type, loader, next, loaded, after, forward.get(), undo.get()));
        return asRedefined(type, loader, loaded, next, undo.get());
    }

    /** An agent came to the class when it was loaded already, and comes again with each redefinition, if it can. */
    private Optional<Changed> instrumentedLater(Class<?> type, ClassImage loaded, ClassImage next, ClassImage original) {
        String loader = Loaders.id(type.getClassLoader());
        if (ClassDiff.between(original.file(), next.file()).isStructural()) {
            findings.accept(Finding.refusal(type.getName(), loader, null,
                    "another agent has changed this class after it was loaded, and its shape can't change together with that", TAKE_BACK));
            return Optional.empty();
        }
        ClassImage after = loadedBytes.throughRedefinition(type, next.bytes()).flatMap(ChangedClasses::image).orElse(next);
        if (!after.sameAs(next)) return Optional.of(new Changed(type, loader, next, loaded, after, next.bytes(), original.bytes()));
        findings.accept(Finding.refusal(type.getName(), loader, null,
                "another agent has changed this class after it was loaded, and would not change the new version",
                TAKE_BACK));
        return Optional.empty();
    }

    /**
     * An agent keeps what it knows about the class's old code in a static field of the class. New instrumented code would meet the old
     * state, so the new code goes without, and the agent's members stay for whoever uses them.
     */
    private Optional<Changed> withoutInstrumentation(Class<?> type, ClassImage loaded, ClassImage next, ClassImage instrumented,
                                                     byte[] undo) {
        ClassImage bare = image(AgentMembers.carriedOver(next, loaded.bytes(), instrumented.file())).orElseThrow();
        if (bare.sameAs(loaded)) return Optional.empty();
        String loader = Loaders.id(type.getClassLoader());
        findings.accept(Finding.warning(type.getName(), loader, null, "another agent keeps state of its own in this class, so the new "
                + "code runs without that agent's instrumentation", "compile it for Java 11 or newer if the agent is a coverage tool"));
        return Optional.of(new Changed(type, loader, next, loaded, bare, bare.bytes(), undo));
    }

    /** Where the other agents' work at load time can't be had again: the plain class, as their redefinition hooks leave it. */
    private Optional<Changed> asRedefined(Class<?> type, String loader, ClassImage loaded, ClassImage next, byte[] undo) {
        Optional<ClassImage> after = loadedBytes.throughRedefinition(type, next.bytes()).flatMap(ChangedClasses::image);
        if (after.isEmpty()) return Optional.empty();
        findings.accept(Finding.warning(type.getName(), loader, null,
                "another agent instruments this class differently when it is redefined", "see what that agent shows for it"));
        return Optional.of(new Changed(type, loader, next, loaded, after.get(), next.bytes(), undo));
    }

    private static boolean isLoaded(OtherAgents.Loaded instrumented, ClassImage loaded) {
        return instrumented.byAll() != null && image(instrumented.byAll()).filter(i -> i.redefinesTo(loaded)).isPresent();
    }

    private static Optional<ClassImage> image(byte[] bytes) {
        try {
            return Optional.of(new ClassImage(bytes, ClassFile.parse(bytes)));
        } catch (MalformedClassFileException e) {
            return Optional.empty();
        }
    }
}
