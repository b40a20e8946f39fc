package dev.molt.engine.dependents;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who refers to which class and member, over many classes. For each class it keeps one sorted array: an entry is the hash of a
 * symbol in the upper bits and the set of kinds in the lower ones. A query asks a small filter of each class, and looks into the
 * array where the filter does not rule it out.
 *
 * <p>Two symbols share their hash of 44 bits once in some ten million queries; {@link Explain} reads the found class again and is
 * exact. References of a class to itself are not kept. A reference names its owner as the compiler saw it: to find all users of a
 * member ask for each subclass of its class, too.
 *
 * <p>Safe for use by several threads.
 *
 * @param <K> what identifies a class for the caller; its equals and hashCode must not depend on things that change
 */
public final class ReferenceIndex<K> {
    private static final int KIND_BITS = 20;
    private static final long KIND_MASK = (1L << KIND_BITS) - 1;
    /** Kinds of class references need less than all bits, so that one is free for references to any member. */
    private static final int ANY_MEMBER = 1 << (KIND_BITS - 1);

    /** Words of a class's filter; one bit is set for each of its symbols. */
    private static final int FILTER = 4;

    private final Map<K, Integer> slots = new HashMap<>();
    private Object[] keys = new Object[64];
    private long[][] entries = new long[64][];
    private long[] filters = new long[64 * FILTER];
    private int used;

    /** Adds a class, or replaces what was known of it. */
    public void put(K key, ClassReferences references) {
        long[] packed = pack(references);
        synchronized (this) {
            Integer slot = slots.get(key);
            if (slot == null) {
                slot = used++;
                if (slot == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * slot);
                    entries = Arrays.copyOf(entries, 2 * slot);
                    filters = Arrays.copyOf(filters, 2 * slot * FILTER);
                }
                slots.put(Objects.requireNonNull(key), slot);
                keys[slot] = key;
            }
            entries[slot] = packed;
            Arrays.fill(filters, slot * FILTER, (slot + 1) * FILTER, 0);
            for (long entry : packed) filters[slot * FILTER + word(entry)] |= bit(entry);
        }
    }

    private static int word(long hash) {
        return (int) (hash >>> KIND_BITS + 6) & FILTER - 1;
    }

    private static long bit(long hash) {
        return 1L << (hash >>> KIND_BITS);
    }

    /** Forgets a class; nothing happens when it is not known. */
    public synchronized void remove(K key) {
        Integer slot = slots.remove(key);
        if (slot == null) return;
        int last = --used;
        if (slot != last) {
            keys[slot] = keys[last];
            entries[slot] = entries[last];
            System.arraycopy(filters, last * FILTER, filters, slot * FILTER, FILTER);
            @SuppressWarnings("unchecked") // keys holds what put() was given
            K moved = (K) keys[slot];
            slots.put(moved, slot);
        }
        keys[last] = null;
        entries[last] = null;
    }

    public synchronized boolean contains(K key) {
        return slots.containsKey(key);
    }

    /** How many classes it knows. */
    public synchronized int size() {
        return used;
    }

    /**
     * The classes that refer to a class, directly or through one of its members, with the kinds of their references. Where these
     * are references to members only, the set of kinds is empty.
     */
    public Map<K, Set<ReferenceKind>> usersOf(String internalName) {
        return find(hash(internalName, null, null), false);
    }

    /** The classes that refer to a member by this owner. An annotation's element has the empty descriptor. */
    public Map<K, Set<ReferenceKind>> usersOfMember(String owner, String name, String descriptor) {
        return find(hash(owner, name, descriptor), true);
    }

    /** Heap that it holds on to, estimated for compressed pointers; without the keys themselves. */
    public synchronized long bytes() {
        int table = Integer.highestOneBit(Math.max(16, slots.size() * 4 / 3)) * 2;
        int mapNode = 32 + 16;
        long bytes = 4L * keys.length + 4L * entries.length + 8L * filters.length + 4L * table + (long) mapNode * used;
        for (int i = 0; i < used; i++) bytes += 16 + 8L * entries[i].length;
        return bytes;
    }

    private synchronized Map<K, Set<ReferenceKind>> find(long hash, boolean members) {
        Map<K, Set<ReferenceKind>> found = new LinkedHashMap<>();
        for (int i = 0; i < used; i++) {
            if ((filters[i * FILTER + word(hash)] & bit(hash)) == 0) continue;
            long[] array = entries[i];
            int at = Arrays.binarySearch(array, hash);
            if (at < 0) at = -at - 1;
            if (at < array.length && (array[at] & ~KIND_MASK) == hash) {
                @SuppressWarnings("unchecked") // keys holds what put() was given
                K key = (K) keys[i];
                found.put(key, kinds((int) (array[at] & KIND_MASK), members));
            }
        }
        return found;
    }

    private static Set<ReferenceKind> kinds(int bits, boolean members) {
        Set<ReferenceKind> kinds = EnumSet.noneOf(ReferenceKind.class);
        for (ReferenceKind kind : ReferenceKind.values()) {
            if (kind.isMember() == members && (bits & kind.bit()) != 0) kinds.add(kind);
        }
        return kinds;
    }

    private static long[] pack(ClassReferences references) {
        List<Reference> all = references.references();
        long[] packed = new long[2 * all.size()];
        int n = 0;
        for (Reference r : all) {
            String owner = element(r.owner());
            if (owner.isEmpty() || owner.equals(references.internalName())) continue;
            if (r.name() == null) {
                packed[n++] = hash(owner, null, null) | r.kind().bit();
            } else {
                packed[n++] = hash(owner, null, null) | ANY_MEMBER;
                packed[n++] = hash(r.owner(), r.name(), r.descriptor()) | r.kind().bit();
            }
        }
        return merge(packed, n);
    }

    /** Sorts, and joins the kinds of equal symbols. */
    private static long[] merge(long[] packed, int n) {
        Arrays.sort(packed, 0, n);
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (kept > 0 && (packed[kept - 1] & ~KIND_MASK) == (packed[i] & ~KIND_MASK)) packed[kept - 1] |= packed[i];
            else packed[kept++] = packed[i];
        }
        return Arrays.copyOf(packed, kept);
    }

    /** The class that an array is made of; empty for primitives. */
    private static String element(String owner) {
        if (!owner.startsWith("[")) return owner;
        int class0 = owner.indexOf('L');
        return class0 < 0 || !owner.endsWith(";") ? "" : owner.substring(class0 + 1, owner.length() - 1);
    }

    private static long hash(String owner, String name, String descriptor) {
        long h = mix(0x9E3779B97F4A7C15L, owner);
        if (name != null) h = mix(mix(h ^ '.', name) ^ ':', descriptor);
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        h = (h ^ h >>> 32) * 0xD6E8FEB86659FD93L;
        return (h ^ h >>> 32) << KIND_BITS;
    }

    private static long mix(long seed, String text) {
        long h = seed;
        for (int i = 0; i < text.length(); i++) h = (h ^ text.charAt(i)) * 0x100000001B3L;
        return h ^ h >>> 29;
    }
}
