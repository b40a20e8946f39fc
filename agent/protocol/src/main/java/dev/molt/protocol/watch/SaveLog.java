package dev.molt.protocol.watch;

import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Outcome;
import dev.molt.protocol.report.ResourceReport;
import dev.molt.protocol.report.Severity;
import dev.molt.protocol.report.Verdict;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people read of the updates of saved files: one line for each, a few more for a failure, and one for a failure that is the same again. */
public final class SaveLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int NAMES = 3;
    private static final int REASONS = 3;
    private static final int LINES = 6;

    private final String more;
    private String lastFailure;
    private String lastTold;

    /** @param more the command that tells all about an update; its id follows */
    public SaveLog(String more) {
        this.more = more;
    }

    /**
     * The lines about one update.
     *
     * @param nanos from the last write to the verdict; 0 where nothing was written
     */
    public String tell(Verdict verdict, long nanos, LocalTime time) {
        String head = time.format(TIME) + " " + outcome(verdict);
        if (isLive(verdict)) {
            lastFailure = null;
            String after = nanos == 0 ? "" : ", " + Math.round(nanos / 1e6) + " ms after the save";
            return head + live(verdict) + after + "\n" + warnings(verdict);
        }
        List<Finding> reasons = reasons(verdict);
        String failure = verdict.outcome() + reasons.stream().map(Finding::text).collect(Collectors.joining());
        if (failure.equals(lastFailure)) return head + "for the same reasons as at " + lastTold + "\n";
        lastFailure = failure;
        lastTold = time.format(TIME);
        return head + verdict.summary() + "\n" + block(verdict, reasons);
    }

    /** Whether what was saved is what runs. */
    public static boolean isLive(Verdict verdict) {
        return verdict.outcome() == Outcome.APPLIED || verdict.outcome() == Outcome.UNCONFIRMED || verdict.outcome() == Outcome.NOTHING_TO_DO;
    }

    private static String outcome(Verdict verdict) {
        String id = verdict.updateId() == null ? "" : " " + verdict.updateId();
        return verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + id + ": ";
    }

    private static String live(Verdict verdict) {
        if (verdict.outcome() == Outcome.NOTHING_TO_DO) return verdict.summary();
        List<String> names = Stream.concat(verdict.plan().classes().stream().map(ClassReport::className),
                verdict.plan().resources().stream().map(ResourceReport::path)).toList();
        String some = names.stream().limit(NAMES).collect(Collectors.joining(", "));
        if (names.size() > NAMES) some += " and " + (names.size() - NAMES) + " more";
        return some + (names.size() == 1 ? " is live" : " are live");
    }

    private String warnings(Verdict verdict) {
        long warnings = verdict.findings().stream().filter(f -> f.severity() == Severity.WARNING).count();
        if (warnings == 0) return "";
        return "    " + (warnings == 1 ? "with a warning" : "with " + warnings + " warnings") + ": " + more + " " + verdict.updateId() + "\n";
    }

    private static List<Finding> reasons(Verdict verdict) {
        return verdict.findings().stream().filter(f -> f.severity() == Severity.REFUSAL || f.severity() == Severity.FAILURE).toList();
    }

    private String block(Verdict verdict, List<Finding> reasons) {
        List<String> lines = new ArrayList<>();
        for (Finding reason : reasons.subList(0, Math.min(REASONS, reasons.size()))) {
            List<String> text = (reason.place().isEmpty() ? "" : reason.place() + ": ").concat(reason.problem()).lines().toList();
            lines.addAll(text.subList(0, Math.min(LINES, text.size())));
            if (reason.remedy() != null) reason.remedy().lines().forEach(line -> lines.add("    " + line));
        }
        if (reasons.size() > REASONS) lines.add("and " + (reasons.size() - REASONS) + " more" + (verdict.updateId() == null ? "" : ": " + more + " " + verdict.updateId()));
        return lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }
}
