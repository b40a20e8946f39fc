package dev.molt.cli.attach;

import dev.molt.cli.CliFailure;
import dev.molt.cli.ExitCode;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Why a JVM can't be reached, each with what to do about it. The messages are headings in the troubleshooting guide. */
final class AttachFailures {
    private AttachFailures() {}

    static CliFailure noSuchProcess(long pid) {
        return CliFailure.unreachable("there is no process " + pid, "molt ps lists the JVMs of this machine");
    }

    static CliFailure noSuchName(String name) {
        return CliFailure.unreachable("there is no JVM whose main class, jar or module is or contains \"" + name + "\"",
                "molt ps lists the JVMs of this machine");
    }

    static CliFailure severalNamed(String name, String list) {
        return CliFailure.usage("more than one JVM is called \"" + name + "\"", list + "\ngive the process id, or more of the name");
    }

    static CliFailure otherUser(TargetProcess process) {
        String user = process.user();
        return CliFailure.unreachable("process " + process.pid() + " belongs to user " + user + ", and you are "
                + System.getProperty("user.name"), "run molt as that user: sudo -u " + user + " molt ...");
    }

    static CliFailure notJava(TargetProcess process) {
        return CliFailure.unreachable("process " + process.pid() + " (" + process.program() + ") is not a Java virtual machine",
                "molt ps lists the JVMs of this machine");
    }

    static CliFailure stopped(long pid) {
        return CliFailure.unreachable("process " + pid + " is stopped and answers nobody",
                "let it go on first: kill -CONT " + pid);
    }

    static CliFailure attachDisabled(long pid) {
        return CliFailure.unreachable("JVM " + pid + " was started with -XX:+DisableAttachMechanism, so nobody can attach to it",
                startWithAgent("start it without that option, or"));
    }

    static CliFailure quitNotCaught(long pid) {
        return CliFailure.unreachable("JVM " + pid
                + " does not take the signal that asks it to listen for attaching (it would die of it)",
                startWithAgent("start it without -Xrs and -XX:+DisableAttachMechanism, or"));
    }

    static CliFailure noAnswer(long pid, Throwable cause) {
        return new CliFailure(ExitCode.UNREACHABLE, "JVM " + pid + " does not answer",
                "it may be stuck or suspended by a debugger, or too busy to reach a safepoint: try again;\n"
                + startWithAgent("if it never answers,"), cause);
    }

    static CliFailure dynamicLoadingDisabled(long pid) {
        return CliFailure.unreachable("JVM " + pid
                + " does not let agents be loaded while it runs (-XX:-EnableDynamicAgentLoading)",
                startWithAgent("start it with -XX:+EnableDynamicAgentLoading, or"));
    }

    static CliFailure noInstrumentModule(long pid) {
        return CliFailure.unreachable("JVM " + pid
                + " runs on a runtime without the module java.instrument, so it can't take any Java agent",
                "start it on a full JDK or JRE, or link its runtime anew with jlink --add-modules java.instrument");
    }

    static CliFailure noAttachModule(long pid, Throwable cause) {
        return new CliFailure(ExitCode.UNREACHABLE, "molt runs on " + System.getProperty("java.home")
                + ", which has no module jdk.attach, and attaching to "
                + pid + " without it failed: " + reason(cause), "run molt on a JDK: JAVA_HOME=/path/to/jdk molt ...", cause);
    }

    static CliFailure agentUnreadable(TargetProcess process, Path jar) {
        return CliFailure.unreachable("JVM " + process.pid() + " (user " + process.user() + ") can't read the agent's jar " + jar,
                process.inContainer() ? "it runs in a container: copy molt-agent.jar into it, to the same path"
                        : "put Molt where that user can read it");
    }

    static CliFailure temporaryDirectory(long pid, Path directory, Throwable cause) {
        return new CliFailure(ExitCode.UNREACHABLE, "attaching to JVM " + pid + " needs a small file in " + directory
                + ", which failed: "
                + reason(cause), "make room in " + directory + " and let the JVM's user write there", cause);
    }

    static CliFailure agentFailed(long pid, String failure) {
        return CliFailure.unreachable("the agent could not start in JVM " + pid + ": " + failure, null);
    }

    static CliFailure agentIgnored(long pid) {
        return CliFailure.unreachable("JVM " + pid + " was given the agent, but it does not run there",
                startWithAgent("it may not let agents be loaded while it runs (-XX:-EnableDynamicAgentLoading):"));
    }

    static CliFailure agentRefused(long pid, Throwable cause) {
        return new CliFailure(ExitCode.UNREACHABLE, "JVM " + pid + " did not load the agent: " + reason(cause),
                startWithAgent("if that lasts,"), cause);
    }

    static CliFailure noAgent(long pid) {
        return CliFailure.unreachable("there is no Molt agent in JVM " + pid,
                "molt attach " + pid + " loads it; molt apply does so by itself");
    }

    static CliFailure socketGone(long pid, Path socket, Throwable cause) {
        return new CliFailure(ExitCode.UNREACHABLE, "the agent in JVM " + pid + " says that it listens on " + socket
                + ", but no connection can be made: " + reason(cause),
                "if something removed the file, restart the JVM to get it back", cause);
    }

    static CliFailure foreignSocket(Path directory, int owner, int expected) {
        return CliFailure.unreachable(directory + " belongs to user id " + owner + " instead of " + expected
                + " or is open to others, so what listens there is not trusted",
                "look who made it, remove it, and restart the JVM's agent");
    }

    static CliFailure otherProtocol(long pid, String agentVersion, String cliVersion) {
        return CliFailure.unreachable("JVM " + pid + " runs Molt agent " + agentVersion + ", and this is molt " + cliVersion
                + ": they don't understand each other", "use molt " + agentVersion + ", or restart the JVM with this agent");
    }

    static CliFailure agentSilent(long pid) {
        return CliFailure.unreachable("the agent in JVM " + pid + " does not answer",
                "the JVM may be stuck or suspended by a debugger: try again when it runs");
    }

    static CliFailure closed(long pid, Throwable cause) {
        boolean ended = TargetProcess.find(pid) == null;
        String problem = ended ? "JVM " + pid + " ended before it answered"
                : "the agent in JVM " + pid + " closed the connection";
        return new CliFailure(ExitCode.UNREACHABLE, problem,
                ended ? null : "an update under way was reverted; molt history " + pid + " tells", cause);
    }

    private static String startWithAgent(String otherwise) {
        return otherwise + " start it with the agent: java -javaagent:$(molt agent) ...";
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getMessage() == null && root.getCause() != null) root = root.getCause();
        if (root instanceof NoClassDefFoundError) return "the class " + root.getMessage().replace('/', '.') + " is missing";
        if (root instanceof FileSystemException file && file.getReason() != null) return file.getReason();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
