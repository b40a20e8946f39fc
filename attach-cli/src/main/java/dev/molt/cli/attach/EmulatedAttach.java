package dev.molt.cli.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import net.bytebuddy.agent.VirtualMachine;

/** Attaching where molt runs on a runtime without {@code jdk.attach}: HotSpot's protocol as Byte Buddy speaks it, with JNA. */
record EmulatedAttach(VirtualMachine vm) implements AttachedVm {

    static AttachedVm attach(long pid) throws IOException {
        return new EmulatedAttach(VirtualMachine.ForHotSpot.attach(Long.toString(pid)));
    }

    @Override
    public Properties systemProperties() throws IOException {
        return vm.getSystemProperties();
    }

    @Override
    public void load(Path jar, String options) throws IOException, AgentNotLoaded {
        try {
            vm.loadAgent(jar.toString(), options);
        } catch (IOException e) {
            throw new AgentNotLoaded(e);
        }
    }

    @Override
    public void close() throws IOException {
        vm.detach();
    }
}
