package dev.molt.cli.deps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The dependencies of the classes of one jar or folder, in arrays. Classes, owners and members are numbers of {@link Names}.
 *
 * <p>Immutable; made by {@link SegmentBuilder}.
 */
final class Segment {
    /** The member of a use of the class itself. */
    static final int CLASS = -1;

    private final Names names;
    private final int[] classes;
    private final int[] useStart;
    private final int[] owners;
    private final int[] members;
    private final byte[] kinds;
    private final int[] userStart;
    private final int[] users;

    Segment(Names names, int[] classes, int[] useStart, int[] owners, int[] members, byte[] kinds) {
        this.names = names;
        this.classes = classes;
        this.useStart = useStart;
        this.owners = owners;
        this.members = members;
        this.kinds = kinds;
        this.userStart = new int[names.size() + 1];
        this.users = reverse();
    }

    /** Who uses each owner, whatever of it. The uses of a class are sorted by owner. */
    private int[] reverse() {
        for (int pass = 0; ; pass++) {
            int[] found = pass == 0 ? null : new int[userStart[names.size()]];
            int[] next = pass == 0 ? null : Arrays.copyOf(userStart, names.size());
            for (int c = 0; c < classes.length; c++) {
                for (int u = useStart[c]; u < useStart[c + 1]; u++) {
                    if (u > useStart[c] && owners[u] == owners[u - 1]) continue;
                    if (found == null) userStart[owners[u] + 1]++;
                    else found[next[owners[u]]++] = c;
                }
            }
            if (found != null) return found;
            for (int i = 0; i < names.size(); i++) userStart[i + 1] += userStart[i];
        }
    }

    int size() {
        return classes.length;
    }

    String className(int c) {
        return names.get(classes[c]);
    }

    /** The class of a name, or -1. */
    int find(String name) {
        int number = names.find(name);
        return number < 0 ? -1 : Math.max(-1, Arrays.binarySearch(classes, number));
    }

    /**
     * Tells the classes that use a class or member.
     *
     * @param member its name, or null for any use of the class
     */
    void users(String owner, String member, IntConsumer found) {
        int number = names.find(owner);
        int memberNumber = member == null ? CLASS : names.find(member);
        if (number < 0 || member != null && memberNumber < 0) return;
        for (int i = userStart[number]; i < userStart[number + 1]; i++) {
            if (member == null || uses(users[i], number, memberNumber)) found.accept(users[i]);
        }
    }

    private boolean uses(int c, int owner, int member) {
        for (int u = useStart[c]; u < useStart[c + 1]; u++) {
            if (owners[u] == owner && members[u] == member) return true;
        }
        return false;
    }

    /** The kinds through which a class uses another one. */
    int kinds(int c, String owner, String member) {
        int number = names.find(owner);
        int memberNumber = member == null ? CLASS : names.find(member);
        int bits = 0;
        for (int u = useStart[c]; u < useStart[c + 1]; u++) {
            if (owners[u] == number && (member == null || members[u] == memberNumber)) bits |= kinds[u];
        }
        return bits;
    }

    /** Tells the names of the classes that a class uses, each once, with the kinds. */
    void used(int c, Used found) {
        for (int u = useStart[c]; u < useStart[c + 1]; ) {
            int owner = owners[u];
            int bits = 0;
            for (; u < useStart[c + 1] && owners[u] == owner; u++) bits |= kinds[u];
            found.accept(names.get(owner), bits);
        }
    }

    /** Takes what a class uses. */
    interface Used {
        void accept(String owner, int kinds);
    }

    /** How much memory it takes, about. */
    long bytes() {
        return names.bytes() + 4L * (classes.length + useStart.length + owners.length + members.length + userStart.length + users.length)
                + kinds.length;
    }

    void write(DataOutputStream out) throws IOException {
        names.write(out);
        Ints.write(classes, out);
        Ints.write(useStart, out);
        Ints.write(owners, out);
        Ints.write(members, out);
        out.writeInt(kinds.length);
        out.write(kinds);
    }

    static Segment read(DataInputStream in) throws IOException {
        return new Segment(Names.read(in), Ints.read(in), Ints.read(in), Ints.read(in), Ints.read(in),
                in.readNBytes(in.readInt()));
    }
}
