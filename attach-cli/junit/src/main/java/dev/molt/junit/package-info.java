/**
 * For the tests of an application: {@link dev.molt.junit.ForkedProgram} runs it in a JVM of its own, and updates it there as an operator
 * would. Verdicts are those of {@code dev.molt.api}.
 */
package dev.molt.junit;
