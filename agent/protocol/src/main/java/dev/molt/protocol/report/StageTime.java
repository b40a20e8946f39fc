package dev.molt.protocol.report;

/** How long one stage of an update took. */
public record StageTime(String stage, long micros) {}
