package dev.molt.protocol.source;

import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.report.Verdict;
import java.util.List;

/** Some class files are not what they should be: a refusal, with every bad file told. */
public final class BadClassFiles extends Exception {
    private final List<Problem> problems;

    BadClassFiles(List<Problem> problems) {
        super(problems.size() + " bad class files");
        this.problems = List.copyOf(problems);
    }

    /** The refusal of the update. */
    public Verdict verdict() {
        List<Finding> findings = problems.stream().map(problem -> new Finding(Severity.REFUSAL, null, null, null,
                problem.place() + ": " + problem.problem(), problem.remedy())).toList();
        String summary = problems.size() == 1 ? "a class file can't be used; nothing was touched"
                : problems.size() + " class files can't be used; nothing was touched";
        return Verdict.refusedWith(summary, findings);
    }
}
