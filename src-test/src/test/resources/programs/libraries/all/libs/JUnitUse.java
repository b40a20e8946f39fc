package libs;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

public class JUnitUse {
    private static final Launcher KEPT = LauncherFactory.create();

    public static String kept() {
        return use(KEPT);
    }

    public static String fresh() {
        return use(LauncherFactory.create());
    }

    private static String use(Launcher launcher) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(GreeterTests.class)).build();
        Set<String> results = new TreeSet<>();
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) results.add(test.getDisplayName() + " " + result.getStatus()
                        + result.getThrowable().map(t -> " " + t).orElse(""));
            }
        });
        return String.join(", ", results);
    }
}
