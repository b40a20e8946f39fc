package dev.molt.test.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that forks real JVMs. It runs once for each JDK of this machine and each way in; everything that it starts ends with it,
 * and what they printed is part of the message when it fails.
 *
 * <p>Parameters of the method: {@link dev.molt.test.harness.Target} is a JVM that runs the program's first version;
 * {@link Program} has its versions as compiled classes; {@link Targets} starts JVMs as the test likes; {@link Jdk} is the JDK.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(LiveUpdateExtension.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface LiveUpdate {

    /** How Molt comes into the target. */
    enum Mode {
        /** Nothing of Molt is there at first; the command line attaches. */
        LATE_ATTACH,
        /** With {@code -javaagent}. */
        STARTUP_AGENT
    }

    /** A folder below {@code programs} in the test resources, with a folder of sources for each version. */
    String program() default "";

    /** The version that the target runs. */
    String version() default "v1";

    /** The {@code --release} that the sources are compiled for. */
    int release() default 17;

    /** Further options of javac. */
    String[] javac() default {};

    /** Feature releases to run on; all that are found when empty. */
    int[] jdks() default {};

    /** The oldest feature release to run on. */
    int minJdk() default Jdk.FLOOR;

    /** Ways in, one run for each. */
    Mode[] modes() default Mode.LATE_ATTACH;

    /** Arguments of the target's JVM; {@code {dir}} is its own folder. */
    String[] jvmArgs() default {};
}
