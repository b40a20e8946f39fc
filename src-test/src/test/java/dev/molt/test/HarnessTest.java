package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.molt.test.harness.Await;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Javac;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.nio.file.Files;

/** The harness does what the other tests rely on. */
class HarnessTest {
    private static final String APP = """
            package app;
            public class App {
                private static final Object LOCK = new Object();
                private static boolean open;
                public static String hello(String name) { return "hello " + name; }
                public static void fail() { throw new IllegalStateException("on purpose"); }
                public static String park() throws InterruptedException {
                    synchronized (LOCK) { while (!open) LOCK.wait(); }
                    return Thread.currentThread().getName();
                }
                public static void open() { synchronized (LOCK) { open = true; LOCK.notifyAll(); } }
            }
            """;

    @LiveUpdate
    void drivesAJvm(Targets targets, Jdk jdk) throws Exception {
        Target target = targets.start(Javac.standard().compile("harness", APP));
        assertEquals("hello you", target.call("app.App", "hello", "you"));
        assertEquals(jdk.feature(), Integer.parseInt(target.call("java.lang.System", "getProperty",
                "java.specification.version")));
        Target.ProgramFailed failure = assertThrows(Target.ProgramFailed.class, () -> target.call("app.App", "fail"));
        assertTrue(failure.getMessage().contains("on purpose"), failure::getMessage);

        Target.Running parked = jdk.feature() >= 21 ? target.beginVirtual("app.App", "park") : target.begin("app.App", "park");
        target.call("app.App", "open");
        assertEquals(parked.threadName(), parked.await());
        assertTrue(target.threads().contains("main"), target.threads()::toString);

        Fingerprint first = target.fingerprint();
        Fingerprint second = target.fingerprint();
        assertTrue(first.classes().keySet().stream().anyMatch(name -> name.startsWith("app.App@")), first::toString);
        first.assertUntouchedIn(second, "after looking twice");
        assertEquals(first.classes().keySet(), second.classes().keySet());

        assertTrue(target.crash().isEmpty());
        assertEquals(0, target.exit());
        assertFalse(target.isRunning());
        assertTrue(Files.isDirectory(target.directory()));
    }

    @LiveUpdate
    void waitsAreBounded(Targets targets) {
        AssertionError error = assertThrows(AssertionError.class, () -> Await.until("pigs fly", java.time.Duration.ofMillis(50),
                () -> false, flies -> flies, () -> "they walk"));
        assertTrue(error.getMessage().contains("pigs fly") && error.getMessage().contains("they walk"));
    }
}
