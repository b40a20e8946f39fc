package dev.molt.cli.compile;

/**
 * What the compiler found wrong.
 *
 * @param file the source file, or null
 * @param line line in it, from 1; 0 where there is none
 * @param column column in it, from 1
 * @param message the compiler's words
 * @param text the same as {@code javac} prints it: with file and line, the source line, and a caret under the place
 */
public record CompileError(String file, long line, long column, String message, String text) {}
