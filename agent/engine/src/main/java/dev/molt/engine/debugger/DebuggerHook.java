package dev.molt.engine.debugger;

import dev.molt.boot.Transformation;
import dev.molt.engine.DebuggerThread;
import dev.molt.engine.classfile.SlotField;
import dev.molt.engine.linkage.BootClasses;
import dev.molt.engine.vm.SecondInstrumentation;
import dev.molt.engine.vm.ThrowAwayLoader;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.function.Function;

/**
 * Where the redefinitions of a debugger arrive: the VM asks transformers before it compares schemas, in the debugger's thread. What others
 * redefine passes; retransformations never come here, since this one stands with the transformers that can't retransform; and neither do our
 * own redefinitions, since it is registered with another {@link Instrumentation}.
 *
 * <p>The update redefines the class in a redefinition of its own, inside of the debugger's. Then the debugger's goes on with what it is
 * answered: the same class file once more.
 */
public final class DebuggerHook implements ClassFileTransformer {
    private final Reloads reloads;
    private final FirstReload first;

    private DebuggerHook(Reloads reloads, FirstReload first) {
        this.reloads = reloads;
        this.first = first;
    }

    /**
     * Registers with the VM, if it has been started with the JDWP agent. In any other there never is a debugger, and nothing to pay for.
     *
     * @param apart the same parts of the engine, but for a history and an audit file of their own
     */
    public static void listen(Reloads.Parts parts, Function<Path, Reloads.Parts> apart) {
        if (!JdwpAgent.isLoaded(parts.access())) return;
        try {
            FirstReload first = new FirstReload(apart);
            Instrumentation second = SecondInstrumentation.load(parts.access());
            BootClasses.define(parts.access());
            Transformation.own(second);
            second.addTransformer(new DebuggerHook(new Reloads(parts), first), false);
            first.begin();
        } catch (UnsupportedOperationException e) {
            Console.tell("a debugger's classes are not looked at: " + e.getMessage());
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (redefined == null || !DebuggerThread.isReal()) return null;
        try {
            byte[] plain = SlotField.removed(bytes);
            return answer(redefined, plain, plain != bytes);
        } catch (Throwable t) {
            // A fault of ours ends here: the debugger hears that it failed, and the application goes on.
            Console.tell("the debugger's class " + redefined.getName() + " could not be taken", t);
            return reloads.refuse(redefined);
        }
    }

    private byte[] answer(Class<?> type, byte[] offered, boolean slotted) {
        // A debugger redefines every class of the name. Those that an update was verified with stay until they are collected.
        if (type.getClassLoader() instanceof ThrowAwayLoader looked) return looked.defined(type.getName());
        if (!first.isDone()) {
            Console.tell("the debugger's class " + type.getName() + " came while the agent was still starting: reload it again");
            return reloads.refuse(type);
        }
        byte[] answer = reloads.receive(type, offered.clone());
        byte[] withSlot = slotted ? SlotField.added(answer) : null;
        return withSlot == null ? answer : withSlot;
    }
}
