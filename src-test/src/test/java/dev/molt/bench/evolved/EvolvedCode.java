package dev.molt.bench.evolved;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Runs in JMH's fork: starts the program in its new version, or in its old one and updates it live, as the system properties tell that
 * {@link Way} has set. After that nothing tells the two apart but what Molt did.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Subject.OPERATIONS)
public class EvolvedCode {
    private static final int CALLS_BEFORE = 2000;

    private Subject subject;
    private int x;

    @Setup
    public void start() throws Exception {
        String from = System.getProperty(Way.FROM);
        String to = System.getProperty(Way.TO);
        URL classes = Path.of(from).toUri().toURL();
        URLClassLoader loader = new URLClassLoader(new URL[] {classes}, EvolvedCode.class.getClassLoader());
        subject = (Subject) loader.loadClass("evolved.Program").getConstructor().newInstance();
        if (from.equals(to)) return;
        for (int i = 0; i < CALLS_BEFORE; i++) {
            x += subject.fieldScan(x) + subject.unaffectedCaller(x) + subject.unaffectedReceiver(x) + subject.staticMethod(x);
        }
        apply(to, from);
    }

    private static void apply(String to, String from) throws IOException, InterruptedException {
        Process molt = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                System.getProperty(Way.MOLT), "apply", Long.toString(ProcessHandle.current().pid()), to, "--from", from)
                .inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (molt.waitFor() != 0) throw new IllegalStateException("molt apply ended with " + molt.exitValue());
    }

    @Benchmark
    public int staticMethod(CpuTime time) {
        return time.counted(x = subject.staticMethod(x));
    }

    @Benchmark
    public int privateMethod(CpuTime time) {
        return time.counted(x = subject.privateMethod(x));
    }

    @Benchmark
    public int leafVirtual(CpuTime time) {
        return time.counted(x = subject.leafVirtual(x));
    }

    @Benchmark
    public int interfaceMethod(CpuTime time) {
        return time.counted(x = subject.interfaceMethod(x));
    }

    @Benchmark
    public int eightClasses(CpuTime time) {
        return time.counted(x = subject.eightClasses(x));
    }

    @Benchmark
    public int eightImplementors(CpuTime time) {
        return time.counted(x = subject.eightImplementors(x));
    }

    @Benchmark
    public int staticField(CpuTime time) {
        return time.counted(x = subject.staticField(x));
    }

    @Benchmark
    public int fieldRead(CpuTime time) {
        return time.counted(x = subject.fieldRead(x));
    }

    @Benchmark
    public int fieldUpdate(CpuTime time) {
        return time.counted(x = subject.fieldUpdate(x));
    }

    @Benchmark
    public int fieldScan(CpuTime time) {
        return time.counted(x = subject.fieldScan(x));
    }

    @Benchmark
    public int constructor(CpuTime time) {
        return time.counted(x = subject.constructor(x));
    }

    @Benchmark
    public int unaffectedCaller(CpuTime time) {
        return time.counted(x = subject.unaffectedCaller(x));
    }

    @Benchmark
    public int unaffectedReceiver(CpuTime time) {
        return time.counted(x = subject.unaffectedReceiver(x));
    }
}
