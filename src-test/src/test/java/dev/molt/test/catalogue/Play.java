package dev.molt.test.catalogue;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;
import dev.molt.test.harness.Client;
import dev.molt.test.harness.Fingerprint;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.TestOffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One case told in one JVM, step by step. */
final class Play {
    private final Host host;
    private final Case program;
    private final Deque<Applied> updates = new ArrayDeque<>();
    private Fingerprint before;
    private boolean linkedForGood;
    private String version;
    private Verdict last;

    /** An update that is live, and the version that it replaced. */
    private record Applied(String id, String from) {}

    Play(Host host, Case program) {
        this.host = host;
        this.program = program;
    }

    /** What happened in the end. */
    enum Ending {
        RIGHT,
        /** Refused, or tried and taken back: told, and nothing is wrong. */
        REFUSED,
        /** Applied, and then not what was expected. */
        WRONG
    }

    /** How it ended, and what a person wants to read where it did not end well. */
    record Result(Ending ending, String text) {}

    Result play() {
        version = program.steps().get(0).version();
        int heard = host.log().length();
        host.open(program.name(), program, version);
        Result result = new Result(Ending.RIGHT, "");
        try {
            for (Step step : program.steps()) {
                result = take(step);
                if (result.ending() != Ending.RIGHT) break;
            }
            while (!updates.isEmpty() && host.isRunning()) undo();
        } catch (AssertionError | RuntimeException e) {
            if (result.ending() == Ending.RIGHT) result = new Result(Ending.WRONG, e.toString());
        }
        String problems = afterwards(heard);
        return problems.isEmpty() ? result : new Result(Ending.WRONG, result.text() + problems);
    }

    private Result take(Step step) {
        return switch (step.kind()) {
            case GO, GO_OR_REFUSED -> go(step);
            case CALL -> call(step);
            case REVERT -> revert(step);
            case REFUSED -> expect(step, Outcome.REFUSED);
            case TAKEN_BACK -> expect(step, Outcome.REVERTED);
            case TOLD -> names(step, step.expected());
        };
    }

    private Result go(Step step) {
        if (step != program.steps().get(0)) {
            if (before == null) before = host.fingerprint(program);
            update(step.version());
            if (last.outcome() == Outcome.REFUSED || last.outcome() == Outcome.REVERTED) return new Result(Ending.REFUSED, problem(step, last.text()));
            if (last.outcome() != Outcome.APPLIED) return new Result(Ending.WRONG, problem(step, last.text()));
        }
        return call(step);
    }

    private Result call(Step step) {
        Target.Running call = host.begin(program.name(), program);
        String got;
        try {
            got = call.await();
        } catch (AssertionError e) {
            host.close();
            return new Result(Ending.WRONG, problem(step, e.getMessage()));
        }
        if (step.accepts(got)) return new Result(Ending.RIGHT, "");
        return new Result(Ending.WRONG, problem(step, got) + host.trace(program.name()));
    }

    private Result revert(Step step) {
        undo();
        return call(step);
    }

    private Result expect(Step step, Outcome outcome) {
        if (before == null) before = host.fingerprint(program);
        update(step.version());
        if (last.outcome() != outcome) return new Result(Ending.WRONG, problem(step, last.text()));
        return names(step, step.expected());
    }

    private Result names(Step step, List<String> words) {
        StringBuilder said = new StringBuilder(last.text());
        for (Finding finding : last.findings()) said.append(finding.text());
        if (last.plan() != null) said.append(last.plan().text());
        String text = said.toString().toLowerCase();
        for (String word : words) {
            if (text.contains(word.toLowerCase())) continue;
            return new Result(Ending.WRONG, problem(step, last.text()) + "does not say " + word + "\n");
        }
        return new Result(Ending.RIGHT, "");
    }

    private void update(String to) {
        last = host.client().apply(TestOffer.of(program.classes(to), program.classes(version)));
        if (last.outcome() != Outcome.APPLIED) return;
        updates.push(new Applied(last.updateId(), version));
        version = to;
    }

    private void undo() {
        Applied update = updates.pop();
        last = host.client().revert(update.id());
        if (last.outcome() != Outcome.REVERTED) throw new AssertionError("revert of " + update.id() + ": " + last.text());
        if (last.findings().stream().anyMatch(f -> f.text().contains("has been updated to the old one"))) linkedForGood = true;
        version = update.from();
    }

    /**
     * What has to hold after every case, so that the next one finds a JVM without updates: its code of before, and no complaint. A class that was
     * loaded in a new shape keeps it to the VM, and those that use it keep their links.
     */
    private String afterwards(int heard) {
        if (!host.isRunning() || !host.crash().isEmpty()) return "the JVM is gone\n" + host.crash() + tail(heard);
        StringBuilder problems = new StringBuilder();
        try {
            while (!updates.isEmpty()) undo();
            if (before != null && !linkedForGood) before.assertSameCodeIn(host.fingerprint(program), "after all was reverted");
            host.forget(program.name());
        } catch (AssertionError | Client.Failed | Target.ProgramFailed e) {
            problems.append(e.getMessage()).append('\n');
        }
        String said = tail(heard);
        if (said.contains("err| ") && said.matches("(?s).*err\\| [^\\n]*(Exception|Error|\\tat )[^\\n]*\\n.*")) problems.append(said);
        return problems.toString();
    }

    private String tail(int heard) {
        String log = host.log();
        return log.length() > heard ? log.substring(heard) : "";
    }

    private String problem(Step step, String got) {
        return "case     " + program.name() + " (" + program.what() + ")\nline     " + step + "\nexpected "
                + String.join(" || ", step.expected()) + "\ngot      " + got.strip() + "\n";
    }
}
