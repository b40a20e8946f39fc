package dev.molt.protocol.report;

import java.util.Locale;

/**
 * One thing that somebody must know about an update.
 *
 * @param className binary name, or null where it concerns no class
 * @param loader id of the class loader, or null
 * @param member name and descriptor as in {@code total(int): long}, or null
 * @param problem what is the matter, a sentence without its full stop
 * @param remedy what to do instead, or null
 */
public record Finding(Severity severity, String className, String loader, String member, String problem, String remedy)
        implements Report {

    public static Finding refusal(String className, String loader, String member, String problem, String remedy) {
        return new Finding(Severity.REFUSAL, className, loader, member, problem, remedy);
    }

    public static Finding warning(String className, String loader, String member, String problem, String remedy) {
        return new Finding(Severity.WARNING, className, loader, member, problem, remedy);
    }

    public static Finding note(String className, String problem) {
        return new Finding(Severity.NOTE, className, null, null, problem, null);
    }

    public static Finding failure(String problem, String remedy) {
        return new Finding(Severity.FAILURE, null, null, null, problem, remedy);
    }

    /** Where it is: {@code shop.Cart.total(int): long}, or an empty text. */
    public String place() {
        if (className == null) return "";
        return member == null ? className : className + "." + member;
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder(severity.name().toLowerCase(Locale.ROOT)).append(": ");
        if (className != null) out.append(place()).append(": ");
        out.append(problem);
        if (loader != null) out.append(" (loader ").append(loader).append(')');
        out.append('\n');
        if (remedy != null) out.append("    ").append(remedy).append('\n');
        return out.toString();
    }
}
