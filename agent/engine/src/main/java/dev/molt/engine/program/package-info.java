/** The engine for code inside the JVM: the other end of {@code dev.molt.api}, and what the MBean does. */
package dev.molt.engine.program;
