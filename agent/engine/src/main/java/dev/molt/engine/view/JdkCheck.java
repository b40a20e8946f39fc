package dev.molt.engine.view;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether this JDK is as the hooks and what they call expect it: asked when an update is planned, so that one of another shape is refused
 * rather than tried. It reads the JDK's class files as the VM would find them, patched modules included, and touches none of its classes.
 */
public final class JdkCheck {
    private final Instrumentation instrumentation;
    private final Lookup trusted;
    private List<String> problems;

    public JdkCheck(Instrumentation instrumentation, Lookup trusted) {
        this.instrumentation = instrumentation;
        this.trusted = trusted;
    }

    /** What is not as expected, in words; empty where {@link JdkView#install} will find all it needs. It is looked for once. */
    public synchronized Optional<String> problem() {
        if (problems == null) problems = problems();
        if (problems.isEmpty()) return Optional.empty();
        return Optional.of("this JDK (" + Runtime.version() + ") is not what Molt's hooks expect: " + String.join("; ", problems));
    }

    private List<String> problems() {
        List<String> found = new ArrayList<>();
        JdkHooks.all().forEach((name, hooks) -> {
            try (InputStream in = file(name)) {
                if (in == null) found.add("no class " + name.replace('/', '.'));
                else found.addAll(HookTransformer.problems(in.readAllBytes(), hooks));
            } catch (IOException | RuntimeException e) {
                found.add("the class file of " + name.replace('/', '.') + " can't be read: " + e);
            }
        });
        try {
            JdkInternals.find(instrumentation, trusted);
        } catch (ReflectiveOperationException | RuntimeException e) {
            found.add("it lacks an internal: " + e);
        }
        return found;
    }

    /** Null when no module that has hooked classes has this one. */
    private InputStream file(String name) {
        InputStream in = Object.class.getResourceAsStream("/" + name + ".class");
        return in == null ? instrumentation.getClass().getResourceAsStream("/" + name + ".class") : in;
    }
}
