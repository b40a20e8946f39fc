package dev.molt.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import dev.molt.test.harness.Await;
import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate;
import dev.molt.test.harness.Program;
import dev.molt.test.harness.Target;
import dev.molt.test.harness.Targets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanInfo;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBean, through the JDK's own local connector as jconsole uses it, with classes of the JDK alone. */
class ManagementTest {

    @LiveUpdate(program = "orders")
    void theMBeanDoesWhatTheCommandLineDoes(Targets targets, Program program) throws Exception {
        Target target = targets.launch().classPath(program.version("v1")).withAgent("jmx").start();
        target.call("orders.App", "order", "100");
        ObjectName molt = new ObjectName("dev.molt:type=Molt");
        try (JMXConnector connector = connect(target)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Await.until("the agent, which starts beside the program, has registered it", () -> server.isRegistered(molt), there -> there);
            assertTrue(server.getMBeanInfo(molt) instanceof OpenMBeanInfo, "open types only");
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            server.addNotificationListener(molt, (notification, nothing) ->
                    heard.add(notification.getType() + " " + ((CompositeData) notification.getUserData()).get("outcome")), null, null);

            String v2 = program.version("v2").toString();
            CompositeData planned = invoke(server, molt, "plan", v2, "");
            assertEquals("PLANNED", planned.get("outcome"));
            CompositeData[] classes = (CompositeData[]) ((CompositeData) planned.get("plan")).get("classes");
            assertTrue(Arrays.stream(classes).anyMatch(c -> c.get("className").equals("orders.Vat")), "classes of the plan");
            assertEquals("110, 2 items", target.call("orders.App", "order", "100"), "a plan touches nothing");

            assertEquals("APPLIED", invoke(server, molt, "apply", v2, program.version("v1").toString(), "through JMX").get("outcome"));
            assertEquals("115, 3 in the cart", target.call("orders.App", "order", "100"));
            CompositeData[] history = (CompositeData[]) server.getAttribute(molt, "History");
            assertEquals("through JMX", history[0].get("reason"));
            assertEquals("PROGRAM", history[0].get("origin"));
            CompositeData status = (CompositeData) server.getAttribute(molt, "Status");
            assertEquals("u1", ((String[]) status.get("live"))[0]);

            assertEquals("REFUSED", invoke(server, molt, "apply", "/no/such/folder", null, null).get("outcome"));
            assertEquals("REVERTED", invoke(server, molt, "revert", "", "").get("outcome"));
            assertTrue(target.call("orders.App", "order", "100").startsWith("110"));
            Await.until("all notifications are there", () -> String.join(", ", heard), ("dev.molt.before PLANNED, dev.molt.after APPLIED, "
                    + "dev.molt.reverted REVERTED")::equals);
        }
    }

    @LiveUpdate(program = "orders")
    void withoutTheOptionItComesWithTheServer(Target target) throws Exception {
        target.molt("attach").expect(0);
        target.molt("status").expect(0);
        ObjectName molt = new ObjectName("dev.molt:type=Molt");
        try (JMXConnector connector = connect(target)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            assertFalse(server.isRegistered(molt), "nobody had made the platform MBean server, so neither did Molt");
            target.molt("status").expect(0);
            Await.until("the MBean is there", () -> server.isRegistered(molt), there -> there);
        }
    }

    @LiveUpdate(program = "orders", jdks = 17)
    void aRuntimeWithoutManagementAndFlightRecorder(Targets targets, Program program, Jdk jdk) {
        Jdk small = jdk.linked("java.base", "java.instrument");
        Target target = targets.launch(small).classPath(program.version("v1")).withAgent("jmx").start();
        target.call("orders.App", "order", "100");
        Await.until("it tells so", target::log, log -> log.contains("molt: there is no MBean: this runtime has no module java.management"));
        target.molt("apply", program.version("v2")).expect(0);
        assertEquals("115, 2 in the cart", target.call("orders.App", "order", "100"));
        target.molt("revert").expect(0);
    }

    private static CompositeData invoke(MBeanServerConnection server, ObjectName name, String operation, String... arguments) throws Exception {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return (CompositeData) server.invoke(name, operation, arguments, signature);
    }

    private static JMXConnector connect(Target target) throws Exception {
        VirtualMachine vm = VirtualMachine.attach(Long.toString(target.pid()));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(vm.startLocalManagementAgent()));
        } finally {
            vm.detach();
        }
    }
}
