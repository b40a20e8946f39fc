package shop;

/** The answer of {@code /health}. */
record HealthView(boolean healthy, String detail, long pid, int sessions) {}
