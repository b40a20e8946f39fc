package dev.molt.engine.server;

import dev.molt.engine.history.History;
import dev.molt.engine.inside.InsideUpdates;
import dev.molt.engine.jmx.PlatformBeans;
import dev.molt.engine.program.Operations;
import dev.molt.engine.update.ClassPathReporter;
import dev.molt.engine.update.Reverts;
import dev.molt.engine.update.StatusReporter;
import dev.molt.engine.update.Updates;

/**
 * What this agent can do for its clients.
 *
 * @param inside updates that begin in this JVM
 * @param operations what code in this JVM may ask for
 * @param beans the way to the MBean
 */
public record Services(String version, Updates updates, InsideUpdates inside, Reverts reverts, History history,
                       StatusReporter status, ClassPathReporter classPath, Operations operations, PlatformBeans beans) {}
