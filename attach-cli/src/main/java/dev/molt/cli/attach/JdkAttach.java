package dev.molt.cli.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** Attaching with the JDK's own module {@code jdk.attach}. */
record JdkAttach(VirtualMachine vm) implements AttachedVm {

    static AttachedVm attach(long pid) throws IOException {
        try {
            return new JdkAttach(VirtualMachine.attach(Long.toString(pid)));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Properties systemProperties() throws IOException {
        return vm.getSystemProperties();
    }

    @Override
    public void load(Path jar, String options) throws IOException, AgentNotLoaded {
        try {
            vm.loadAgent(jar.toString(), options);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new AgentNotLoaded(e);
        }
    }

    @Override
    public void close() throws IOException {
        vm.detach();
    }
}
