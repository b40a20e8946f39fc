package dev.molt.engine.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Who is at the other end of a socket. */
final class Peer {
    private Peer() {}

    /** The OS user as the kernel tells it (SO_PEERCRED), or what the client says where this JDK can't ask. */
    static String user(SocketChannel channel, String claimed) {
        try {
            return channel.getOption(jdk.net.ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException | NoClassDefFoundError e) {
            return claimed + " (as the client says)";
        }
    }
}
