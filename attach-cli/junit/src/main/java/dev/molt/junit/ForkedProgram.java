package dev.molt.junit;

import dev.molt.api.HistoryEntry;
import dev.molt.api.Update;
import dev.molt.api.Verdict;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A program in a JVM of its own, with Molt's agent, that a test updates while it runs.
 *
 * <pre>
 * &#64;RegisterExtension
 * final ForkedProgram shop = ForkedProgram.main("shop.Main").classPath(Path.of("target/classes")).ready("listening on (\\d+)");
 *
 * &#64;Test
 * void theNextVersionGoesLive() {
 *     Verdict verdict = shop.apply(Update.to(Path.of("target/next")));
 *     assertTrue(verdict.live(), verdict::toString);
 * }
 * </pre>
 *
 * <p>In a field of an instance it runs for each test, in a static field for all tests of the class. It ends with them, by force, and so do the
 * processes that it started; its files are removed. When a test fails, what the program printed is told with the failure. A JVM that crashed fails the test.
 */
public final class ForkedProgram implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> main;
    private final List<Path> classPath;
    private final List<String> jvmArguments;
    private final List<String> arguments;
    private final Path javaHome;
    private final Pattern ready;
    private Fork fork;
    private MatchResult readyLine;
    private boolean shared;

    private ForkedProgram(List<String> main, List<Path> classPath, List<String> jvmArguments, List<String> arguments, Path javaHome, Pattern ready) {
        this.main = List.copyOf(main);
        this.classPath = List.copyOf(classPath);
        this.jvmArguments = List.copyOf(jvmArguments);
        this.arguments = List.copyOf(arguments);
        this.javaHome = javaHome;
        this.ready = ready;
    }

    // What is started

    /** A main class. It has the class path of the test unless {@link #classPath} names another one. */
    public static ForkedProgram main(String className) {
        return new ForkedProgram(List.of(className), List.of(), List.of(), List.of(), Path.of(System.getProperty("java.home")), null);
    }

    /** An executable jar. */
    public static ForkedProgram jar(Path jar) {
        return new ForkedProgram(List.of("-jar", jar.toAbsolutePath().toString()), List.of(), List.of(), List.of(), Path.of(System.getProperty("java.home")), null);
    }

    /** The same with this class path. */
    public ForkedProgram classPath(Path... entries) {
        return new ForkedProgram(main, List.of(entries), jvmArguments, arguments, javaHome, ready);
    }

    /** The same with these arguments of the JVM. */
    public ForkedProgram jvmArguments(String... words) {
        return new ForkedProgram(main, classPath, List.of(words), arguments, javaHome, ready);
    }

    /** The same with these arguments of its main method. */
    public ForkedProgram arguments(String... words) {
        return new ForkedProgram(main, classPath, jvmArguments, List.of(words), javaHome, ready);
    }

    /** The same on another Java runtime, of release 17 or newer. */
    public ForkedProgram on(Path otherJavaHome) {
        return new ForkedProgram(main, classPath, jvmArguments, arguments, otherJavaHome, ready);
    }

    /** The same; it counts as started when it has printed a line that contains what this regular expression matches. */
    public ForkedProgram ready(String regex) {
        return new ForkedProgram(main, classPath, jvmArguments, arguments, javaHome, Pattern.compile(regex));
    }

    // What is done with it

    /** What {@link #ready(String)} matched, with its groups. */
    public MatchResult ready() {
        running();
        if (readyLine == null) throw new IllegalStateException("no ready(...) was given");
        return readyLine;
    }

    /** Tells what {@link #apply} would do. */
    public Verdict plan(Update update) {
        return running().molt().plan(update);
    }

    /**
     * Makes an update live, as {@code molt apply} does.
     *
     * @return the verdict, whatever it is: it is for the test to say which one it expects
     */
    public Verdict apply(Update update) {
        return running().molt().apply(update);
    }

    /** Takes back the newest live update. */
    public Verdict revert() {
        return running().molt().revert();
    }

    /** All updates of the program, oldest first. */
    public List<HistoryEntry> history() {
        return running().molt().history();
    }

    /** Waits until the program has printed a line that contains what this regular expression matches, from its start on. */
    public MatchResult await(String regex) {
        return running().output().await(Pattern.compile(regex), LIMIT);
    }

    /** All that the program has printed to both streams. */
    public String output() {
        return running().output().text();
    }

    /** Process id of its JVM. */
    public long pid() {
        return running().pid();
    }

    private Fork running() {
        if (fork == null) throw new IllegalStateException("the program does not run: put @RegisterExtension on the field");
        return fork;
    }

    // JUnit

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = true;
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!shared) start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) stop();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (fork != null) failure.addSuppressed(new ProgramOutput(fork.output().text()));
        throw failure;
    }

    private void start() {
        fork = Fork.start(javaHome, command());
        try {
            if (ready != null) readyLine = fork.output().await(ready, LIMIT);
        } catch (AssertionError e) {
            stop();
            throw e;
        }
    }

    private void stop() {
        Fork ending = fork;
        fork = null;
        if (ending != null) ending.close();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(jvmArguments);
        if (main.size() == 1) command.addAll(List.of("-cp", classPath.isEmpty() ? System.getProperty("java.class.path") : joined(classPath)));
        command.addAll(main);
        command.addAll(arguments);
        return command;
    }

    private static String joined(List<Path> entries) {
        return String.join(File.pathSeparator, entries.stream().map(Path::toString).toList());
    }
}
