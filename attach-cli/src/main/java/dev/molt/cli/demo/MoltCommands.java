package dev.molt.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the commands that a person would type, each in a process of its own. */
final class MoltCommands {
    private static final String SHOWS_PROGRESS = "-Dmolt.tty.err=";

    private final List<String> molt;

    /** @param jar the command line as it is installed */
    MoltCommands(Path jar) {
        this.molt = List.copyOf(launch(jar));
    }

    /** As this process was launched, with the same settings; only progress is not watched by anybody. */
    private static List<String> launch(Path jar) {
        List<String> launch = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        List<String> own = List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
        int end = own.indexOf("-jar");
        if (end > 0) own.subList(0, end).stream().filter(argument -> !argument.startsWith(SHOWS_PROGRESS)).forEach(launch::add);
        launch.addAll(List.of(SHOWS_PROGRESS + "false", "-jar", jar.toString()));
        return launch;
    }

    /** Runs a command, and returns when it has ended. */
    CommandRun run(String... words) throws IOException, InterruptedException {
        return run(true, List.of(words));
    }

    /** Runs a command for the document on its standard output alone. */
    CommandRun document(String... words) throws IOException, InterruptedException {
        return run(false, List.of(words));
    }

    private CommandRun run(boolean withErrors, List<String> words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(molt);
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(withErrors);
        if (!withErrors) builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        long begin = System.nanoTime();
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            process.getOutputStream().close();
            String text = new String(output.readAllBytes(), Charset.defaultCharset());
            int exitCode = process.waitFor();
            return new CommandRun(words, exitCode, text, begin, System.nanoTime());
        } finally {
            process.destroy();
        }
    }
}
