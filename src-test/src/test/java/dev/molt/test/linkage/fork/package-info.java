/** Runs in a JVM of its own. */
package dev.molt.test.linkage.fork;
