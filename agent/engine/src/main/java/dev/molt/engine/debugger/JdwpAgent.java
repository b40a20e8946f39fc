package dev.molt.engine.debugger;

import dev.molt.engine.vm.InternalAccess;

/** Whether a debugger may come to this JVM: whether it was started with HotSpot's JDWP agent. It can't be loaded later. */
public final class JdwpAgent {
    private JdwpAgent() {}

    /**
     * Looks at the VM's arguments, those of {@code JAVA_TOOL_OPTIONS} included.
     *
     * @throws UnsupportedOperationException when this JDK does not tell them
     */
    public static boolean isLoaded(InternalAccess access) {
        try {
            String[] arguments = (String[]) access.internal("jdk.internal.misc.VM").getMethod("getRuntimeArguments").invoke(null);
            if (arguments == null) return false; // without any
            for (String argument : arguments) {
                if (argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp") || argument.matches("-agentpath:.*[/\\\\](lib)?jdwp\\..*")) return true;
            }
            return false;
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK (" + Runtime.version() + ") lacks an internal that Molt needs: " + e, e);
        }
    }
}
