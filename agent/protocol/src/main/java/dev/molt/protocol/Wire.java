package dev.molt.protocol;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Frames on a stream: four bytes of length, big endian, then that many bytes. A frame is a message as JSON in UTF-8, or, where a
 * message announced it, a raw class file.
 */
public final class Wire implements Closeable {
    /** No frame is longer; a longer length means that the other side does not speak this protocol. */
    public static final int MAX_FRAME = 256 << 20;

    private final ByteChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(4);

    public Wire(ByteChannel channel) {
        this.channel = channel;
    }

    /** Sends a message. */
    public synchronized void send(Message message) throws IOException {
        sendRaw(Json.encode(message).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends raw bytes as one frame. */
    public synchronized void sendRaw(byte[] bytes) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip();
        while (frame.hasRemaining()) channel.write(frame);
    }

    /**
     * The next message.
     *
     * @throws EOFException when the other side has gone
     */
    public Message receive() throws IOException {
        return Json.decode(new String(receiveRaw(), StandardCharsets.UTF_8));
    }

    /** The next message, which has to be of a type. A {@link Message.Failure} in its place is thrown. */
    public <T extends Message> T receive(Class<T> type) throws IOException {
        Message message = receive();
        if (type.isInstance(message)) return type.cast(message);
        throw new ProtocolException("expected " + type.getSimpleName() + ", got " + message.getClass().getSimpleName());
    }

    /** The next frame as it is. */
    public byte[] receiveRaw() throws IOException {
        header.clear();
        fill(header);
        int length = header.flip().getInt();
        if (length < 0 || length > MAX_FRAME) throw new ProtocolException("a frame of " + length + " bytes");
        ByteBuffer body = ByteBuffer.allocate(length);
        fill(body);
        return body.array();
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) throw new EOFException("the other side has closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
