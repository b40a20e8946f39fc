package dev.molt.engine.server;

import dev.molt.engine.history.History;
import dev.molt.engine.update.ClassPathReporter;
import dev.molt.engine.update.Reverts;
import dev.molt.engine.update.StatusReporter;
import dev.molt.engine.update.Updates;

/** What a session can do for its client. */
public record Services(String version, Updates updates, Reverts reverts, History history, StatusReporter status,
                       ClassPathReporter classPath) {}
