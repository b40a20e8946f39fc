/** Forks real JVMs for tests: {@link dev.molt.test.harness.LiveUpdate} says what for. */
package dev.molt.test.harness;
