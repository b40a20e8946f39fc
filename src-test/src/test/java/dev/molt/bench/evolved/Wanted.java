package dev.molt.bench.evolved;

/**
 * What a benchmark of {@link EvolvedCode} may cost, as a multiple of the same code freshly started.
 *
 * @param late after a late attach
 * @param startup with the startup agent
 */
record Wanted(double late, double startup) {
    /** Of a JVM with the startup agent that was never updated. */
    static final double IDLE = 1.01;

    static Wanted of(String benchmark) {
        return switch (benchmark) {
            case "staticMethod", "privateMethod", "leafVirtual", "interfaceMethod" -> both(1.05);
            case "eightClasses", "eightImplementors", "constructor" -> both(1.3);
            case "staticField", "unaffectedCaller", "unaffectedReceiver" -> both(1.02);
            case "fieldRead", "fieldUpdate" -> new Wanted(3, 1.15);
            case "fieldScan" -> new Wanted(3, 1.5);
            default -> throw new IllegalArgumentException(benchmark);
        };
    }

    private static Wanted both(double ratio) {
        return new Wanted(ratio, ratio);
    }

    double in(Way way) {
        return switch (way) {
            case FRESH -> 1;
            case LATE -> late;
            case STARTUP -> startup;
            case IDLE -> IDLE;
        };
    }
}
