package dev.molt.protocol.report;

/**
 * What an update does to a file that is no class file.
 *
 * @param path its name for a class loader
 * @param change {@code new}, {@code changed} or {@code removed}
 */
public record ResourceReport(String path, String loader, String change) {}
