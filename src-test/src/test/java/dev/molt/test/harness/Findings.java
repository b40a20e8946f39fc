package dev.molt.test.harness;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import java.util.List;

/** Looks for findings by what they name. */
public final class Findings {

    private Findings() {}

    /** The first finding whose text names all of these words; fails where there is none. */
    public static Finding naming(Verdict verdict, String... words) {
        return naming(verdict.findings(), verdict.text(), words);
    }

    public static Finding naming(List<Finding> findings, String context, String... words) {
        for (Finding finding : findings) {
            String text = finding.text().toLowerCase();
            boolean all = true;
            for (String word : words) all &= text.contains(word.toLowerCase());
            if (all) return finding;
        }
        throw new AssertionError("no finding names all of " + List.of(words) + " in\n" + context);
    }
}
