package dev.molt.test.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import dev.molt.protocol.Json;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.Verdict;

/** What one run of the command line did. */
public record CliResult(String command, int exit, String out, String err) {

    /** The standard output as a report; for runs with {@code --json}. */
    public <T> T json(Class<T> type) {
        try {
            T value = Json.read(out, type);
            if (value == null) throw new AssertionError("no JSON on standard output of\n" + this);
            return value;
        } catch (JsonParseException e) {
            throw new AssertionError("not the JSON of a " + type.getSimpleName() + ":\n" + this, e);
        }
    }

    /** The verdict of a run with {@code --json}. */
    public Verdict verdict() {
        return json(Verdict.class);
    }

    public CliResult expect(int code) {
        assertEquals(code, exit, () -> "exit code of " + this);
        return this;
    }

    /** The verdict, which has to be this one. */
    public Verdict expect(int code, Outcome outcome) {
        expect(code);
        Verdict verdict = verdict();
        assertEquals(outcome, verdict.outcome(), this::toString);
        return verdict;
    }

    /** Both streams, whatever their case, contain each of these. */
    public CliResult says(String... words) {
        String said = (out + err).toLowerCase();
        for (String word : words) assertTrue(said.contains(word.toLowerCase()), () -> "\"" + word + "\" is not in what it said: "
                + this);
        return this;
    }

    /** None of these words is printed. */
    public CliResult saysNot(String... words) {
        for (String word : words) assertFalse((out + err).contains(word), () -> "says " + word + ": " + this);
        return this;
    }

    /** A finding of the verdict that names all of these. */
    public Finding finding(String... words) {
        return Findings.naming(verdict(), words);
    }

    @Override
    public String toString() {
        return "$ " + command + "\n[exit " + exit + "]\n--- stdout\n" + out + "--- stderr\n" + err;
    }
}
