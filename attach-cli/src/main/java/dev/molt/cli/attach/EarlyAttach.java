package dev.molt.cli.attach;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Attaches while the command line is still being read: the JVM's answer to the first attach of its life takes as long as that.
 * Nothing is loaded into it.
 */
public final class EarlyAttach {
    private static final Map<Long, FutureTask<AttachedVm>> BEGUN = new ConcurrentHashMap<>();

    private EarlyAttach() {}

    /** Begins, where the text is a process that we may attach to and that has no agent yet. What is wrong is told later, by the command. */
    public static void begin(String pid) {
        if (!JvmNames.isPid(pid)) return;
        long id = Long.parseLong(pid);
        FutureTask<AttachedVm> attach = new FutureTask<>(() -> attach(id));
        BEGUN.put(id, attach);
        Thread thread = new Thread(attach, "molt-attach");
        thread.setDaemon(true);
        thread.start();
    }

    private static AttachedVm attach(long pid) throws Exception {
        TargetProcess process = TargetProcess.find(pid);
        return process == null || !process.ours() ? null : new AgentLoader(process).attachEarly();
    }

    /** The JVM when attaching to it had begun, as soon as it has ended; else null. */
    static AttachedVm take(long pid) throws Exception {
        FutureTask<AttachedVm> attach = BEGUN.remove(pid);
        if (attach == null) return null;
        try {
            return attach.get();
        } catch (ExecutionException e) {
            // Once more, on the way that tells what is wrong.
            return null;
        }
    }
}
