package dev.molt.cli.attach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * HotSpot's attach protocol on Linux, spoken by ourselves: the JDK's own implementation looks at performance counters first, and then
 * sleeps for a tenth of a second when the JVM has to be asked to listen. It still does all that fails here, or is more than to
 * load an agent, so that there is one place that tells what is wrong.
 */
final class DirectAttach implements AttachedVm {
    private static final Path TEMP = Path.of("/tmp");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String LOADED = "0\nreturn code: 0\n";

    private final TargetProcess process;
    private final Path socket;
    private AttachedVm jdk;

    private DirectAttach(TargetProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** The JVM, listening; null where this way can't be gone. It has to be one that takes the signal. */
    static AttachedVm attach(TargetProcess process) {
        if (!TargetProcess.procfs() || process.inContainer() || process.ownPid() != process.pid()) return null;
        Path socket = TEMP.resolve(".java_pid" + process.pid());
        try {
            if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) ask(process.pid(), socket);
            int owner = Users.ownerOf(socket);
            return owner == process.uid() || owner == Users.ROOT ? new DirectAttach(process, socket) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The signal means a thread dump to a JVM that does not find this file. */
    private static void ask(long pid, Path socket) throws IOException {
        Path file = request(pid);
        try {
            quit(pid);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
                if (System.nanoTime() > end) throw new IOException("no answer");
                pause();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Path request(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/cwd/.attach_pid" + pid);
        try {
            return Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            return Files.createFile(TEMP.resolve(file.getFileName()));
        }
    }

    /** Java has no way to send a signal; our manifest opens the JDK's own. */
    private static void quit(long pid) throws IOException {
        try {
            Method send = Class.forName("sun.tools.attach.VirtualMachineImpl").getDeclaredMethod("sendQuitTo", int.class);
            send.setAccessible(true);
            send.invoke(null, (int) pid);
        } catch (InvocationTargetException e) {
            throw new IOException(e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new IOException(e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void load(Path jar, String options) throws IOException, AgentNotLoaded {
        if (!execute("load", "instrument", "false", jar + "=" + options).equals(LOADED)) jdk().load(jar, options);
    }

    private String execute(String... words) throws IOException {
        StringBuilder request = new StringBuilder("1\0");
        for (String word : words) request.append(word).append('\0');
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(request.toString());
            while (bytes.hasRemaining()) channel.write(bytes);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            Channels.newInputStream(channel).transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public Properties systemProperties() throws IOException {
        return jdk().systemProperties();
    }

    private AttachedVm jdk() throws IOException {
        if (jdk == null) jdk = JdkAttach.attach(process.pid());
        return jdk;
    }

    @Override
    public void close() throws IOException {
        if (jdk != null) jdk.close();
    }
}
