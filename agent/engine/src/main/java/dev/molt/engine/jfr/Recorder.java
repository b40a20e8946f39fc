package dev.molt.engine.jfr;

import jdk.jfr.FlightRecorder;

/** The one class that asks whether there are recordings: it loads nothing of Java Flight Recorder but what answers that. */
final class Recorder {
    private Recorder() {}

    /** Whether somebody has started a recording in this JVM, by its command line, by {@code jcmd} or from a program. */
    static boolean wasStarted() {
        return FlightRecorder.isInitialized();
    }
}
