package dev.molt.cli.compile;

/** A running hash of 64 bits over texts and numbers (FNV-1a, finished as in MurmurHash3). Not for adversaries. */
final class Hash64 {
    private long state = 0xcbf29ce484222325L;

    Hash64 add(String text) {
        if (text == null) return add(-1);
        for (int i = 0; i < text.length(); i++) step(text.charAt(i));
        return add(text.length());
    }

    Hash64 add(String[] texts) {
        if (texts == null) return add(-1);
        for (String text : texts) add(text);
        return add(texts.length);
    }

    Hash64 add(long number) {
        for (int shift = 0; shift < 64; shift += 16) step((int) (number >>> shift) & 0xFFFF);
        return this;
    }

    long value() {
        long h = state;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    private void step(int unit) {
        state = (state ^ unit) * 0x100000001b3L;
    }
}
