package dev.molt.bench.evolved;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the measuring thread really ran: on a busy machine, the clock tells what the others do. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {
    static final String NANOS = "nanos";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long calls;
    private long begin;
    private long spent;

    @Setup(Level.Iteration)
    public void begin() {
        calls = 0;
        begin = threads.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        spent = threads.getCurrentThreadCpuTime() - begin;
    }

    int counted(int result) {
        calls++;
        return result;
    }

    /** Nanoseconds of an operation. */
    public double nanos() {
        return (double) spent / calls / Subject.OPERATIONS;
    }
}
