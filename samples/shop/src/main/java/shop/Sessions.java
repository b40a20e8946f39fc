package shop;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All visitors. They live in this JVM's memory and nowhere else. */
final class Sessions {
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    Session create() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        Session session = new Session(HexFormat.of().formatHex(id), Instant.now(), new Cart());
        byId.put(session.id(), session);
        return session;
    }

    /** The session of that id, or null. */
    Session find(String id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }
}
