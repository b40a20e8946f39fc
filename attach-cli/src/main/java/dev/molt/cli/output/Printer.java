package dev.molt.cli.output;

import dev.molt.cli.CliFailure;
import dev.molt.protocol.Json;
import dev.molt.protocol.report.Report;
import dev.molt.protocol.report.Verdict;
import picocli.CommandLine.Help.Ansi;

/** Prints what a command has to say: as text for people, or as exactly one JSON document on standard output. */
public final class Printer {
    private final Terminal terminal;
    private final boolean json;

    public Printer(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /** Whether the result is a JSON document, so that nothing else may be on standard output. */
    public boolean json() {
        return json;
    }

    /** The result of the command. */
    public void result(Report report) {
        if (json) terminal.out().println(Json.pretty(report));
        else terminal.out().print(Painter.paint(report.text(), terminal.outAnsi()));
    }

    /** One of many results: a line of JSON, or lines for people. */
    public void line(Object value, String text) {
        if (json) terminal.out().println(Json.line(value));
        else terminal.out().print(Painter.paint(text, terminal.outAnsi()));
    }

    /** Tells what goes on while results are waited for. */
    public void progress(String text) {
        (json ? terminal.err() : terminal.out()).println(text);
    }

    /** A verdict and, for people, the plan that led to it: as JSON the verdict holds its plan anyway. */
    public void verdictWithPlan(Verdict verdict) {
        if (!json && verdict.plan() != null) terminal.out().print(verdict.plan().text());
        result(verdict);
    }

    /** Something worth knowing that is not the result. */
    public void warning(String problem, String remedy) {
        terminal.err().print(told("warning", "bold,yellow", problem, remedy, terminal.errAnsi()));
    }

    /** The end of a command that could not do its work. */
    public void failure(CliFailure failure) {
        terminal.err().print(told("molt", "bold,red", failure.getMessage(), failure.remedy(), terminal.errAnsi()));
        Failed failed = new Failed(failure.exitCode().code(), failure.getMessage(), failure.remedy());
        if (json) terminal.out().println(Json.pretty(failed));
    }

    private static String told(String label, String style, String problem, String remedy, Ansi ansi) {
        String remedyLines = remedy == null ? "" : "    " + remedy.replace("\n", "\n    ") + "\n";
        return Painter.styled(label + ":", style, ansi) + " " + problem + "\n" + remedyLines;
    }

    /** The JSON document of a command that failed. */
    private record Failed(int exitCode, String problem, String remedy) {}
}
