package dev.molt.test.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs a {@link LiveUpdate} test on each JDK and each way in. */
final class LiveUpdateExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(LiveUpdate.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        LiveUpdate live = context.getRequiredTestMethod().getAnnotation(LiveUpdate.class);
        List<TestTemplateInvocationContext> invocations = new ArrayList<>();
        for (Jdk jdk : Jdk.found()) {
            boolean wanted = live.jdks().length == 0 || Arrays.stream(live.jdks()).anyMatch(feature -> feature == jdk.feature());
            if (!wanted || jdk.feature() < live.minJdk()) continue;
            for (LiveUpdate.Mode mode : live.modes()) invocations.add(new Invocation(live, jdk, mode));
        }
        if (invocations.isEmpty()) invocations.add(new NoJdk(live));
        return invocations.stream();
    }

    /** One run. */
    private record Invocation(LiveUpdate live, Jdk jdk, LiveUpdate.Mode mode) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return jdk + (live.modes().length > 1 ? ", " + mode.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "");
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Fork(live, jdk, mode));
        }
    }

    /** The one invocation, disabled, of a test for which this machine has no JDK. */
    private record NoJdk(LiveUpdate live) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return "no JDK for it";
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of((ExecutionCondition) context -> ConditionEvaluationResult.disabled(
                    "needs JDK " + (live.jdks().length > 0 ? Arrays.toString(live.jdks()) : live.minJdk() + " or newer")
                            + ", found " + Jdk.found()));
        }
    }

    /** Makes the parameters of one run and ends what it started. */
    private static final class Fork implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {
        private final LiveUpdate live;
        private final Jdk jdk;
        private final LiveUpdate.Mode mode;
        private final Session session = new Session();

        Fork(LiveUpdate live, Jdk jdk, LiveUpdate.Mode mode) {
            this.live = live;
            this.jdk = jdk;
            this.mode = mode;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Target.class || type == Targets.class || type == Program.class || type == Jdk.class
                    || type == LiveUpdate.Mode.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            if (type == Jdk.class) return jdk;
            if (type == LiveUpdate.Mode.class) return mode;
            if (type == Program.class) return program();
            return type == Targets.class ? new Targets(session, jdk) : start();
        }

        private Program program() {
            return new Program(live.program(), Javac.standard().release(live.release()).with(live.javac()));
        }

        private Target start() {
            Launch launch = new Launch(session, jdk).args(live.jvmArgs());
            if (!live.program().isEmpty()) launch.classPath(program().version(live.version()));
            if (mode == LiveUpdate.Mode.STARTUP_AGENT) launch.withAgent();
            return launch.start();
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
            if (failure instanceof TestAbortedException aborted) throw aborted;
            throw new AssertionFailedError(failure + "\n" + session.transcript(), failure);
        }

        @Override
        public void afterEach(ExtensionContext context) throws Exception {
            session.close();
        }
    }
}
