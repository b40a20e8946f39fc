package dev.molt.test.debugger;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.VirtualMachineManager;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import dev.molt.test.harness.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A debugger made of an implementation of JDI, that does what an IDE does. A command that is not answered in time is a failed test. */
final class Jdi implements AutoCloseable {
    private final VirtualMachine vm;

    private Jdi(VirtualMachine vm) {
        this.vm = vm;
    }

    /** With the JDK's implementation. */
    static Jdi attach(int port) {
        return attach(Bootstrap.virtualMachineManager(), port);
    }

    static Jdi attach(VirtualMachineManager manager, int port) {
        AttachingConnector socket = manager.attachingConnectors().stream().filter(c -> c.transport().name().equals("dt_socket")).findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            return new Jdi(socket.attach(arguments));
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new AssertionError(e);
        }
    }

    VirtualMachine vm() {
        return vm;
    }

    ReferenceType type(String name) {
        return vm.classesByName(name).get(0);
    }

    /** Wants to hear of classes that are prepared, as an IDE does for each class with a breakpoint. */
    Jdi watchFor(String... patterns) {
        for (String pattern : patterns) {
            ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(pattern);
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
        return this;
    }

    /** From now on nobody has to resume threads that have prepared a class. */
    void watchNoMore() {
        vm.eventRequestManager().deleteEventRequests(List.copyOf(vm.eventRequestManager().classPrepareRequests()));
    }

    /** The command to redefine loaded classes. */
    void redefine(Debuggee from, String... names) throws Throwable {
        Map<ReferenceType, byte[]> classes = new HashMap<>();
        for (String name : names) {
            for (ReferenceType type : vm.classesByName(name)) classes.put(type, from.classFile(name));
        }
        redefine(classes);
    }

    void redefine(Map<? extends ReferenceType, byte[]> classes) throws Throwable {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                vm.redefineClasses(classes);
                answer.complete(null);
            } catch (Throwable t) {
                answer.completeExceptionally(t);
            }
        }, "redefine");
        thread.setDaemon(true);
        thread.start();
        try {
            answer.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("the debugger's command is not answered", e);
        }
    }

    /** A breakpoint that suspends all threads, in whatever class has code for the line of this source. */
    BreakpointRequest breakpoint(String className, int line) throws Exception {
        List<ReferenceType> types = new ArrayList<>(vm.classesByName(className));
        for (ReferenceType type : vm.allClasses()) {
            if (type.name().startsWith(className + "$")) types.add(type);
        }
        for (ReferenceType type : types) {
            if (!type.isPrepared()) continue;
            for (Location location : type.locationsOfLine(line)) {
                BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(location);
                request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                request.enable();
                return request;
            }
        }
        return null;
    }

    /** Goes on until a breakpoint or the end of a step; on the way sets breakpoints in classes that are prepared. */
    Event next(Breakpoints wanted) throws Exception {
        while (true) {
            EventSet events = vm.eventQueue().remove(Await.LIMIT.toMillis());
            if (events == null) throw new AssertionError("no breakpoint was hit");
            for (Event event : events) {
                if (event instanceof BreakpointEvent || event instanceof StepEvent) return event;
                if (event instanceof ClassPrepareEvent) wanted.set(this);
            }
            events.resume();
        }
    }

    /** Sets breakpoints, as far as their classes are there. */
    interface Breakpoints {
        void set(Jdi debugger) throws Exception;
    }


    /** Lets go of the JVM, which goes on. */
    @Override
    public void close() {
        vm.dispose();
    }
}
