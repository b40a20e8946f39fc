package dev.molt.protocol;

import dev.molt.protocol.report.ClassPathReport;
import dev.molt.protocol.report.HistoryReport;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.UpdateRecord;
import dev.molt.protocol.report.Verdict;
import java.util.List;

/**
 * One message between command line and agent. A conversation starts with {@link Hello} and {@link Welcome}; then the client sends
 * one request, the agent any number of {@link Progress}, and at the end one answer or {@link Failure}.
 *
 * <p>During an update the agent may ask back: {@link WantClasses} is answered by as many raw frames as there are entries, in
 * their order, and {@link WantProbe} by one {@link ProbeResult}.
 */
public sealed interface Message {

    /** The version of this protocol; agent and client talk only when theirs are equal. */
    int PROTOCOL = 3;

    /** First message of a client. */
    record Hello(int protocol, String clientVersion, String user) implements Message {}

    /** The agent's answer to {@link Hello}. */
    record Welcome(int protocol, String agentVersion, long pid, String runtime) implements Message {}

    /** Asks for a {@link StatusReport}. */
    record StatusRequest() implements Message {}

    /** Asks for a plan ({@code dryRun}) or an update; answered by a {@link Verdict} in both cases. */
    record UpdateRequest(boolean dryRun, UpdateOptions options, Offer offer) implements Message {}

    /** Confirms the update that waits for it. Answered by a {@link Verdict}. */
    record ConfirmRequest(String updateId) implements Message {}

    /**
     * Takes back an update and all that came after it. Answered by a {@link Verdict}.
     *
     * @param updateId the update, or null for the newest one
     * @param dryRun tells what would be taken back, touches nothing
     */
    record RevertRequest(String updateId, String reason, boolean dryRun) implements Message {}

    /** Asks for a {@link HistoryReport}. */
    record HistoryRequest() implements Message {}

    /** Asks for a {@link ClassPathReport}. */
    record ClassPathRequest() implements Message {}

    /** Asks for one {@link UpdateRecord}; null is the newest. */
    record ShowRequest(String updateId) implements Message {}

    /** The agent needs these class files of the offer; one raw frame each follows from the client. */
    record WantClasses(List<Wanted> wanted) implements Message {}

    /** One file of an offer, by the name of the class, or by the path of the resource. */
    record Wanted(String name, Side side) {}

    /** Which file of an offer is meant: the class file of the new version or of the running one, or a resource of the new version. */
    enum Side { NEW, OLD, RESOURCE }

    /** The update is in place and the client is to probe the application within {@code leaseMillis}. */
    record WantProbe(String updateId, long leaseMillis) implements Message {}

    /** What the probe said. */
    record ProbeResult(boolean healthy, String detail) implements Message {}

    /** Long work goes on. {@code total} is 0 where it is not known. */
    record Progress(String stage, int done, int total) implements Message {}

    /** Answer to a {@link StatusRequest}. */
    record Status(StatusReport report) implements Message {}

    /** Answer to an {@link UpdateRequest}, {@link ConfirmRequest} or {@link RevertRequest}. */
    record Result(Verdict verdict) implements Message {}

    /** Answer to a {@link HistoryRequest}. */
    record History(HistoryReport report) implements Message {}

    /** Answer to a {@link ClassPathRequest}. */
    record ClassPath(ClassPathReport report) implements Message {}

    /** Answer to a {@link ShowRequest}. */
    record Shown(UpdateRecord record) implements Message {}

    /** The request could not be served; the JVM is as it was. {@code fault} when the error is the agent's own. */
    record Failure(boolean fault, String problem, String remedy) implements Message {}
}
