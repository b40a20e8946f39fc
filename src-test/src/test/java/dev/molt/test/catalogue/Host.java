package dev.molt.test.catalogue;

import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate.Mode;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;

/** A JVM that runs one case after the other. When it has crashed, or hangs, the next case gets another. */
final class Host implements AutoCloseable {
    private static final String CASES = "dev.molt.test.inside.Cases";

    private final Jdk jdk;
    private final Mode mode;
    private Targets targets;
    private Target target;
    private Client client;

    /** @param mode how Molt comes in, or null for a JVM without Molt */
    Host(Jdk jdk, Mode mode) {
        this.jdk = jdk;
        this.mode = mode;
    }

    /** Starts a program in a loader of that name. */
    synchronized void open(String loader, Case program, String version) {
        if (target != null && !target.isRunning()) close();
        if (target == null) start();
        target.call(CASES, "open", loader, program.classes(version).toString(), Boolean.toString(program.assertions()));
    }

    String run(String loader, Case program) {
        return begin(loader, program).await();
    }

    Target.Running begin(String loader, Case program) {
        return target.begin(CASES, "run", loader, program.packageName());
    }

    /** Where the last call threw, for a person to read. */
    String trace(String loader) {
        return target.isRunning() ? target.call(CASES, "trace", loader) : "";
    }

    void forget(String loader) {
        if (target != null && target.isRunning()) target.call(CASES, "close", loader);
    }

    /** The agent, which a late attach loads when it is first needed. */
    synchronized Client client() {
        if (client == null) client = (mode == Mode.LATE_ATTACH ? target.withMolt() : target).client();
        return client;
    }

    Fingerprint fingerprint(Case program) {
        return target.fingerprint(program.packageName() + ".");
    }

    /** What the JVM printed so far. */
    String log() {
        return target == null ? "" : target.log();
    }

    boolean isRunning() {
        return target != null && target.isRunning();
    }

    String crash() {
        return target == null ? "" : target.crash().orElse("");
    }

    private void start() {
        targets = Targets.open(jdk);
        target = mode == Mode.STARTUP_AGENT ? targets.launch().withAgent("slots").start() : targets.start();
    }

    /** Ends the JVM. A crash was told by the case that saw it. */
    @Override
    public synchronized void close() {
        if (target == null) return;
        try {
            target.close();
            boolean crashed = target.crash().isPresent();
            if (!crashed) targets.close();
        } catch (Exception e) {
            throw new AssertionError("the JVM of the cases ended badly", e);
        } finally {
            target = null;
            client = null;
        }
    }
}
