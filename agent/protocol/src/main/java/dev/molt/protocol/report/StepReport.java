package dev.molt.protocol.report;

/** One step of a plan and how it is undone. */
public record StepReport(String what, String undo) {}
