package dev.molt.test.harness;

import java.nio.file.Path;
import java.util.List;

/** Starts JVMs for one invocation of a test; a parameter of test methods. They end with it. */
public final class Targets implements AutoCloseable {
    private final Session session;
    private final Jdk jdk;

    Targets(Session session, Jdk jdk) {
        this.session = session;
        this.jdk = jdk;
    }

    /** Starts JVMs for somebody who is no test; they end when it is closed. */
    public static Targets open(Jdk jdk) {
        return new Targets(new Session(), jdk);
    }

    /** The JDK that this invocation is for. */
    public Jdk jdk() {
        return jdk;
    }

    /** A JVM of this invocation's JDK. */
    public Launch launch() {
        return new Launch(session, jdk);
    }

    /** A JVM of another JDK. */
    public Launch launch(Jdk other) {
        return new Launch(session, other);
    }

    /** A JVM with these classes, in which Molt is not yet. */
    public Target start(Path... classPath) {
        return launch().classPath(classPath).start();
    }

    /** A folder for files of this invocation. */
    public Path directory() {
        return session.directory();
    }

    /** Runs the command line with the JDK of the build. */
    public CliResult molt(String... arguments) {
        return CliRun.start(session, Jdk.ofBuild(), List.of(arguments)).await();
    }

    /** Ends what was started. A test need not call it. */
    @Override
    public void close() throws Exception {
        session.close();
    }
}
