package dev.molt.engine.jmx;

import dev.molt.engine.program.Operations;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** All that refers to the platform MBean server. */
final class PlatformServer {
    static final String NAME = "dev.molt:type=Molt";

    private PlatformServer() {}

    /** Whether somebody has made it. The JDK has no question for that which does not make it; where its field is another, nobody knows. */
    static boolean isThere(MethodHandles.Lookup trusted) {
        try {
            return trusted.findStaticGetter(ManagementFactory.class, "platformMBeanServer", MBeanServer.class).invoke() != null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return false;
        }
    }

    static boolean register(Operations operations) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(new MoltBean(operations), new ObjectName(NAME));
        return true;
    }
}
