package dev.molt.cli.demo;

/**
 * What was measured around one update.
 *
 * @param command the command as typed
 * @param commandMillis how long it took, attaching and probing included
 * @param before requests of the second before the command
 * @param during requests that were due while it ran
 */
record UpdateFigures(String command, int exitCode, long commandMillis, Latency before, Latency during, LatencyChart chart) {}
