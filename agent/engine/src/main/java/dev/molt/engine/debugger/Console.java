package dev.molt.engine.debugger;

import dev.molt.protocol.report.Verdict;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;

/** The error output of the process. {@link System#err} has a lock, which a suspended thread may hold. */
final class Console {
    private Console() {}

    static void tell(Verdict verdict) {
        tell("the debugger's classes: " + verdict.text());
    }

    static void tell(String text, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        tell(text + ": " + trace);
    }

    static void tell(String text) {
        byte[] bytes = ("molt: " + text.stripTrailing() + System.lineSeparator()).getBytes(Charset.defaultCharset());
        // Never closed: that would close the descriptor itself.
        @SuppressWarnings("resource")
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        try {
            err.write(bytes);
        } catch (IOException e) {
            // A program without an error output has nobody who reads it.
        }
    }
}
