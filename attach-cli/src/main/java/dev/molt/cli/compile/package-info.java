/**
 * Incremental compilation: sources in, the class files that an update needs out, with the reason why each file was compiled.
 *
 * <p>The way: {@link dev.molt.cli.compile.Sources} (what is there) -> {@link dev.molt.cli.compile.SourceIndex} (what is known of the last
 * time) -> {@link dev.molt.cli.compile.Javac} (one run over what changed) -> {@link dev.molt.cli.compile.AbiChange} (what others can
 * notice of it) -> {@link dev.molt.cli.compile.Affected} (who does) -> the next run, until nobody is affected any more.
 */
package dev.molt.cli.compile;
