package dev.molt.engine.server;

import dev.molt.engine.history.History;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.update.ClassPathReporter;
import dev.molt.engine.update.Reverts;
import dev.molt.engine.update.StatusReporter;
import dev.molt.engine.update.Updates;

/**
 * What this agent can do for its clients.
 *
 * @param inside updates that begin in this JVM
 */
public record Services(String version, Updates updates, InsideUpdates inside, Reverts reverts, History history,
                       StatusReporter status, ClassPathReporter classPath) {}
