/**
 * Molt from a program: what the {@code molt} command does for a person, the code of an application does for itself, and listeners are told
 * of every update, whoever made it.
 *
 * <p>{@link dev.molt.api.Molt#here()} is the way in. All values are immutable and made of types of the JDK; nothing of the agent can be
 * reached through them. The artifact {@code molt-api} belongs on the application's class path, with or without an agent in the JVM.
 */
package dev.molt.api;
