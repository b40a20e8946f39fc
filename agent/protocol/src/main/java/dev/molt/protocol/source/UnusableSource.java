package dev.molt.protocol.source;

/** What was named as a version is none: it is not there, can't be read, or holds no class. A person reads the problem, and the remedy where there is one. */
public final class UnusableSource extends RuntimeException {
    private final String remedy;

    UnusableSource(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** What to do about it, or null. */
    public String remedy() {
        return remedy;
    }
}
