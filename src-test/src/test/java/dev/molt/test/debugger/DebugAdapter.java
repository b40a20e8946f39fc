package dev.molt.test.debugger;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.java.debug.core.IEvaluatableBreakpoint;
import com.microsoft.java.debug.core.adapter.HotCodeReplaceEvent;
import com.microsoft.java.debug.core.adapter.ICompletionsProvider;
import com.microsoft.java.debug.core.adapter.IDebugAdapterContext;
import com.microsoft.java.debug.core.adapter.IEvaluationProvider;
import com.microsoft.java.debug.core.adapter.IHotCodeReplaceProvider;
import com.microsoft.java.debug.core.adapter.ISourceLookUpProvider;
import com.microsoft.java.debug.core.adapter.IVirtualMachineManagerProvider;
import com.microsoft.java.debug.core.adapter.ProtocolServer;
import com.microsoft.java.debug.core.adapter.ProviderContext;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import dev.molt.test.harness.Await;
import io.reactivex.Observable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Microsoft's debug adapter, spoken to as VS Code does, in the Debug Adapter Protocol. What VS Code's Java extension knows of sources, the test tells. */
final class DebugAdapter implements AutoCloseable {
    private final Debuggee debuggee;
    private final OutputStream toServer;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final Map<String, String> classOfSource = new HashMap<>();
    private final Gson gson = new Gson();
    private List<String> reloading = List.of();
    private long stoppedThread;
    private int sequence;

    DebugAdapter(Debuggee debuggee) throws IOException {
        this.debuggee = debuggee;
        // Not piped streams, which take the end of the thread that wrote last for the end of the stream.
        Pipe requests = Pipe.open();
        Pipe answers = Pipe.open();
        toServer = Channels.newOutputStream(requests.sink());
        InputStream fromServer = Channels.newInputStream(answers.source());
        ProviderContext providers = new ProviderContext();
        providers.registerProvider(IVirtualMachineManagerProvider.class, (IVirtualMachineManagerProvider) Bootstrap::virtualMachineManager);
        providers.registerProvider(ISourceLookUpProvider.class, new Sources());
        providers.registerProvider(IHotCodeReplaceProvider.class, new HotCodeReplace());
        providers.registerProvider(IEvaluationProvider.class, new NoEvaluation());
        providers.registerProvider(ICompletionsProvider.class, (ICompletionsProvider) (frame, snippet, line, column) -> List.of());
        ProtocolServer server = new ProtocolServer(Channels.newInputStream(requests.source()), Channels.newOutputStream(answers.sink()), providers);
        start("debug-adapter", server::run);
        start("debug-adapter-messages", () -> read(fromServer));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    // What a person does

    void attach() {
        request("initialize", Map.of("adapterID", "java", "linesStartAt1", true, "columnsStartAt1", true, "pathFormat", "path"));
        request("attach", Map.of("hostName", "127.0.0.1", "port", debuggee.port()));
        request("configurationDone", Map.of());
    }

    /** The breakpoints of a source file are now in these lines. */
    void breakpoints(String source, String className, int... lines) {
        classOfSource.put(source, className);
        JsonArray all = new JsonArray();
        for (int line : lines) {
            JsonObject breakpoint = new JsonObject();
            breakpoint.addProperty("line", line);
            all.add(breakpoint);
        }
        JsonObject arguments = gson.toJsonTree(Map.of("source", Map.of("name", source, "path", "/" + source), "lines", lines)).getAsJsonObject();
        arguments.add("breakpoints", all);
        request("setBreakpoints", arguments);
    }

    /** The button for a hot code replacement; the names of the classes that were replaced. */
    List<String> redefine(String... names) {
        reloading = List.of(names);
        List<String> changed = new ArrayList<>();
        for (JsonElement e : request("redefineClasses", Map.of()).getAsJsonObject("body").getAsJsonArray("changedClasses")) changed.add(e.getAsString());
        return changed;
    }

    /** Waits for a thread to stop; the topmost frames of it. */
    List<String> stopped(int frames) {
        stoppedThread = await(m -> "stopped".equals(text(m, "event"))).getAsJsonObject("body").get("threadId").getAsLong();
        JsonObject answer = request("stackTrace", Map.of("threadId", stoppedThread, "startFrame", 0, "levels", frames));
        List<String> stack = new ArrayList<>();
        for (JsonElement e : answer.getAsJsonObject("body").getAsJsonArray("stackFrames")) {
            JsonObject frame = e.getAsJsonObject();
            stack.add(frame.get("name").getAsString().replaceAll("\\(.*", "") + ":" + frame.get("line").getAsInt());
        }
        return stack;
    }

    void goOn() {
        request("continue", Map.of("threadId", stoppedThread));
    }

    @Override
    public void close() {
        request("disconnect", Map.of("terminateDebuggee", false));
    }

    // The protocol

    private JsonObject request(String command, Object arguments) {
        JsonObject message = new JsonObject();
        int own = ++sequence;
        message.addProperty("seq", own);
        message.addProperty("type", "request");
        message.addProperty("command", command);
        message.add("arguments", gson.toJsonTree(arguments));
        byte[] content = message.toString().getBytes(StandardCharsets.UTF_8);
        try {
            toServer.write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            toServer.write(content);
            toServer.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        JsonObject answer = await(m -> "response".equals(text(m, "type")) && m.get("request_seq").getAsInt() == own);
        if (!answer.get("success").getAsBoolean()) throw new AssertionError(command + " failed: " + answer);
        return answer;
    }

    /** Takes messages until the one that is wanted; others that come before it stay for later. */
    private JsonObject await(Predicate<JsonObject> wanted) {
        List<JsonObject> others = new ArrayList<>();
        try {
            while (true) {
                JsonObject message = received.poll(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (message == null) throw new AssertionError("the adapter does not answer; it said " + others);
                if (wanted.test(message)) return message;
                others.add(message);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            received.addAll(others);
        }
    }

    private static String text(JsonObject message, String name) {
        return message.has(name) && message.get(name).isJsonPrimitive() ? message.get(name).getAsString() : null;
    }

    private void read(InputStream in) {
        try {
            while (true) {
                int length = Integer.parseInt(line(in).replaceAll("\\D", ""));
                line(in);
                received.add(JsonParser.parseString(new String(in.readNBytes(length), StandardCharsets.UTF_8)).getAsJsonObject());
            }
        } catch (IOException | NumberFormatException e) {
            // The adapter has gone.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c; (c = in.read()) >= 0 && c != '\n'; ) line.write(c);
        return line.toString(StandardCharsets.UTF_8).trim();
    }

    // What the Java extension of VS Code adds to the adapter

    private final class Sources implements ISourceLookUpProvider {
        @Override
        public boolean supportsRealtimeBreakpointVerification() {
            return false;
        }

        @Override
        public String[] getFullyQualifiedName(String uri, int[] lines, int[] columns) {
            String[] names = new String[lines.length];
            Arrays.fill(names, classOfSource.get(uri.substring(uri.lastIndexOf('/') + 1)));
            return names;
        }

        @Override
        public String getSourceFileURI(String className, String source) {
            return null;
        }

        @Override
        public String getSourceContents(String uri) {
            return "";
        }
    }

    /** The extension finds out which files a build has written; then it does this. */
    private final class HotCodeReplace implements IHotCodeReplaceProvider {
        private IDebugAdapterContext context;

        @Override
        public void initialize(IDebugAdapterContext adapter, Map<String, Object> options) {
            context = adapter;
        }

        @Override
        public void onClassRedefined(Consumer<List<String>> consumer) {
            // Nobody else is told.
        }

        @Override
        public CompletableFuture<List<String>> redefineClasses() {
            VirtualMachine vm = context.getDebugSession().getVM();
            Map<ReferenceType, byte[]> classes = new HashMap<>();
            for (String name : reloading) {
                for (ReferenceType type : vm.classesByName(name)) classes.put(type, debuggee.classFile(name));
            }
            vm.redefineClasses(classes);
            return CompletableFuture.completedFuture(reloading);
        }

        @Override
        public Observable<HotCodeReplaceEvent> getEventHub() {
            return Observable.never();
        }
    }

    private static final class NoEvaluation implements IEvaluationProvider {
        @Override
        public boolean isInEvaluation(ThreadReference thread) {
            return false;
        }

        @Override
        public CompletableFuture<Value> evaluate(String expression, ThreadReference thread, int depth) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Value> evaluate(String expression, ObjectReference context, ThreadReference thread) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Value> evaluateForBreakpoint(IEvaluatableBreakpoint breakpoint, ThreadReference thread) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Value> invokeMethod(ObjectReference object, String name, String signature, Value[] arguments, ThreadReference thread,
                                                     boolean nonVirtual) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearState(ThreadReference thread) {
            // nothing is evaluated
        }
    }
}
