package dev.molt.cli;

/** The command can't do what it was asked for. A person reads the problem, and the remedy where there is one. */
public final class CliFailure extends RuntimeException {
    private final ExitCode exitCode;
    private final String remedy;

    public CliFailure(ExitCode exitCode, String problem, String remedy) {
        this(exitCode, problem, remedy, null);
    }

    public CliFailure(ExitCode exitCode, String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    public static CliFailure usage(String problem, String remedy) {
        return new CliFailure(ExitCode.USAGE, problem, remedy);
    }

    public static CliFailure unreachable(String problem, String remedy) {
        return new CliFailure(ExitCode.UNREACHABLE, problem, remedy);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What to do about it, or null. */
    public String remedy() {
        return remedy;
    }
}
