package dev.molt.cli.attach;

/**
 * A Java virtual machine on this machine.
 *
 * @param main main class, jar or module
 * @param java version of its runtime, or null where that can't be seen
 * @param agent version of the Molt agent in it, or null where there is none
 * @param liveUpdates how many updates are live in it; 0 without an agent, -1 where the agent did not tell in time
 */
public record Jvm(long pid, String user, String main, String java, String agent, int liveUpdates) {}
