/**
 * Who depends on whom, and through what: an index over the class files of a class path, and the questions that it answers.
 *
 * <p>{@link dev.molt.cli.deps.ClassScan} reads the uses of a class file, {@link dev.molt.cli.deps.Segment} holds those of one jar or folder,
 * {@link dev.molt.cli.deps.DependencyIndex} those of a class path.
 */
package dev.molt.cli.deps;
