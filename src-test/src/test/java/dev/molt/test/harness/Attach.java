package dev.molt.test.harness;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** The JDK's attach API, without Molt's command line. */
final class Attach {

    private Attach() {}

    static void loadAgent(long pid, Path jar, String options) {
        try {
            VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
            try {
                vm.loadAgent(jar.toString(), options);
            } finally {
                vm.detach();
            }
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new AssertionError("loading " + jar + " into " + pid, e);
        }
    }

    static Properties properties(long pid) {
        try {
            VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
            try {
                return vm.getSystemProperties();
            } finally {
                vm.detach();
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw new AssertionError("asking " + pid + " for its system properties", e);
        }
    }
}
