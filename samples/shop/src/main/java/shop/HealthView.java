package shop;

/**
 * The answer of {@code /health}.
 *
 * @param java version of the runtime
 */
record HealthView(boolean healthy, String detail, long pid, String java, int sessions) {}
