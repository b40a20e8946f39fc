package dev.molt.engine.inside;

import dev.molt.engine.update.Updates;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.report.Verdict;
import dev.molt.protocol.source.BadClassFiles;
import dev.molt.protocol.source.ClassGlobs;
import dev.molt.protocol.source.Supply;
import dev.molt.protocol.source.UnusableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Updates that begin inside the JVM that they are of: by a debugger, a watched folder, the program. They take the same way as those of the
 * command line, in the thread that asks: same checks, one at a time, same history and audit. Whatever is wrong with what was given ends
 * as a refusal and not as an exception.
 */
public final class InsideUpdates {
    private static final ClassGlobs ALL = new ClassGlobs(List.of(), List.of());

    private final Updates updates;

    public InsideUpdates(Updates updates) {
        this.updates = updates;
    }

    /**
     * Updates to what lies in the JVM's file system.
     *
     * @param to one folder, one jar, or any number of class files
     * @param from folder or jar of the running version, or null
     * @param dryRun whether to plan only
     * @throws InterruptedException while it waited for another update
     */
    public Verdict update(List<Path> to, Path from, boolean dryRun, UpdateOptions options, Initiator initiator) throws InterruptedException {
        try {
            Supply.requireReadable(to);
            if (from != null) Supply.requireReadable(List.of(from));
            try (Supply supply = Supply.read(to, from, Runtime.version().feature(), ALL)) {
                return update(supply, dryRun, options, initiator);
            }
        } catch (BadClassFiles e) {
            return e.verdict();
        } catch (UnusableSource e) {
            return Verdict.refused(e.getMessage(), e.remedy());
        } catch (IOException e) {
            return Verdict.refused("the files can't be read: " + e.getMessage(), null);
        }
    }

    /** Updates to what has been read, or is in memory. The caller closes the supply. */
    public Verdict update(Supply supply, boolean dryRun, UpdateOptions options, Initiator initiator) throws InterruptedException {
        try {
            return updates.update(new UpdateRequest(dryRun, options, supply.offer(Set.of(), false)), new InsideClient(initiator, supply));
        } catch (IOException e) {
            return Verdict.refused(e.getMessage(), "let nothing write to the files during an update, and try again");
        }
    }
}
