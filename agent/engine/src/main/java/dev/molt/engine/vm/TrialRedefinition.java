package dev.molt.engine.vm;

import dev.molt.engine.DebuggerThread;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the VM whether it would take new code of loaded classes, and touches nothing: the last class of the redefinition is one that the
 * VM must refuse ({@link SchemaBreaker}), after it has verified those before.
 *
 * <p>Unlike a definition in a throw-away loader this leaves no class behind that can't be linked, at which other agents'
 * retransformations would fail until it is collected.
 */
public final class TrialRedefinition {
    private final Instrumentation instrumentation;
    private final InternalAccess access;

    public TrialRedefinition(Instrumentation instrumentation, InternalAccess access) {
        this.instrumentation = instrumentation;
        this.access = access;
    }

    /** Redefined in vain. */
    private static final class Last {}

    /** What the VM says against it; nothing when it would take all of them. A VerifyError has no message here. */
    public Optional<LinkageError> refusal(List<ClassDefinition> definitions) {
        List<ClassDefinition> all = new ArrayList<>(definitions);
        all.add(new ClassDefinition(Last.class, SchemaBreaker.classFile(Last.class.getName().replace('.', '/'))));
        try {
            instrumentation.redefineClasses(all.toArray(ClassDefinition[]::new));
            throw new IllegalStateException("the VM took a class of another shape");
        } catch (UnsupportedOperationException expected) {
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(e);
        } catch (UnmodifiableClassException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The verifier's message about new code that it rejects. It is taken from a hidden class, which no agent can retransform, and
     * which can't stand for the class in its own descriptors: where the message is about that, there is none.
     */
    public Optional<String> message(ClassDefinition rejected) {
        if (DebuggerThread.isCurrent()) return Optional.empty();
        Class<?> type = rejected.getDefinitionClass();
        try {
            access.trustedLookup().in(type).defineHiddenClass(rejected.getDefinitionClassFile(), false);
            return Optional.empty();
        } catch (LinkageError e) {
            String message = String.valueOf(e.getMessage());
            boolean ofHiddenOnly = message.contains("' is not assignable to '" + type.getName().replace('.', '/') + "'")
                    || message.matches("(?s).*Type '" + type.getName().replace('.', '/') + "'[^']*is not assignable to '[^']*/0x.*");
            return ofHiddenOnly ? Optional.empty() : Optional.of(message.replaceAll("[/+.]0x[0-9a-f]+", ""));
        } catch (IllegalAccessException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
