package dev.molt.test.catalogue;

import dev.molt.test.harness.Jdk;
import dev.molt.test.harness.LiveUpdate.Mode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a case does not pass yet.
 *
 * @param extent what is known to happen
 * @param jdk the one feature release where it does, or 0
 * @param lateAlone whether it does only where the agent came late
 */
record Gap(Extent extent, int jdk, boolean lateAlone, String reason) {
    private static final Pattern KEY = Pattern.compile("known-gap(?: (wrong|sometimes))?(?: on (\\d+))?( late)?");
    static final Gap NONE = new Gap(Extent.NONE, 0, false, "");

    enum Extent {
        /** There is no gap. */
        NONE,
        /** It is refused, or tried and taken back. */
        REFUSED,
        /** It is applied with a wrong result. */
        WRONG,
        /** It is applied, now with the right result and now with a wrong one. */
        SOMETIMES_WRONG
    }

    /** The gap that a header line tells, or null where the line tells something else. */
    static Gap read(String key, String value) {
        Matcher words = KEY.matcher(key);
        if (!words.matches()) return null;
        Extent extent = words.group(1) == null ? Extent.REFUSED : words.group(1).equals("wrong") ? Extent.WRONG : Extent.SOMETIMES_WRONG;
        return new Gap(extent, words.group(2) == null ? 0 : Integer.parseInt(words.group(2)), words.group(3) != null, value);
    }

    Extent on(Jdk where, Mode mode) {
        boolean there = (jdk == 0 || jdk == where.feature()) && (!lateAlone || mode == Mode.LATE_ATTACH);
        return there ? extent : Extent.NONE;
    }
}
