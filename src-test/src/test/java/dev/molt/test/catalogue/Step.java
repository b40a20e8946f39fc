package dev.molt.test.catalogue;

import java.util.Arrays;
import java.util.List;

/**
 * A line of a case's story.
 *
 * @param kind what is done
 * @param version where the update goes to, or null where the step is none
 * @param expected of a call: what it may return; of an update that isn't to succeed: words that the verdict has to name
 */
record Step(Kind kind, String version, List<String> expected) {

    enum Kind {
        /** Starts the first version, or updates to another one, then calls. */
        GO,
        /** As {@link #GO}; a refusal is as good as the right answer. */
        GO_OR_REFUSED,
        /** Calls. */
        CALL,
        /** Reverts the newest update, then calls. */
        REVERT,
        /** An update that has to be refused. */
        REFUSED,
        /** An update that is tried and has to be taken back by itself. */
        TAKEN_BACK,
        /** Words that the verdict of the last update has to name. */
        TOLD
    }

    /** The step that a header line tells, or null where the line tells something else. */
    static Step read(String key, String value) {
        String[] words = key.split(" ", 2);
        if (key.equals("call")) return new Step(Kind.CALL, null, answers(value));
        if (key.equals("revert")) return new Step(Kind.REVERT, null, answers(value));
        if (key.equals("told")) return new Step(Kind.TOLD, null, words(value));
        if (words[0].equals("refused")) return new Step(Kind.REFUSED, words[1], words(value));
        if (words[0].equals("fails")) return new Step(Kind.TAKEN_BACK, words[1], words(value));
        if (!words[0].matches("v\\d+")) return null;
        if (words.length == 1) return new Step(Kind.GO, words[0], answers(value));
        return words[1].equals("or refused") ? new Step(Kind.GO_OR_REFUSED, words[0], answers(value)) : null;
    }

    /** Whether a call's result is one of the expected. */
    boolean accepts(String got) {
        return expected.contains(got);
    }

    static List<String> answers(String value) {
        return Arrays.stream(value.split(" \\|\\| ", -1)).map(String::strip).toList();
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split(";")).map(String::strip).toList();
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case GO -> version;
            case GO_OR_REFUSED -> version + " or refused";
            case CALL -> "call";
            case REVERT -> "revert";
            case REFUSED -> "refused " + version;
            case TAKEN_BACK -> "fails " + version;
            case TOLD -> "told";
        };
        return what + ": " + String.join(" || ", expected);
    }
}
