package dev.molt.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Finds for each thing of the new version the one of the running version that has the same source text, or had it before it was edited.
 *
 * <p>What is certain comes first: the same text, in the same place. Then what was edited in its place. Where several would do equally
 * well and nothing tells them apart, nothing is paired: a live object then keeps its old code, which is better than another's.
 */
final class Pairing {
    /** So much better than the second best must a pair be. */
    private static final double MARGIN = 0.12;
    /** From here on, code that moved elsewhere and was edited is taken for the same. */
    private static final double MOVED = 0.7;
    /** From here on, code in the same place is clearly what was there before. */
    private static final double ALIKE = 0.4;
    /** Below this, code in the same place was replaced rather than edited. */
    private static final double EDITED = 0.2;

    private final Things running;
    private final Things next;
    private final Neighbourhood neighbourhood;
    private final Pairs pairs;

    Pairing(Things running, Things next, Neighbourhood neighbourhood, Pairs pairs) {
        this.running = running;
        this.next = next;
        this.neighbourhood = neighbourhood;
        this.pairs = pairs;
    }

    private record Candidate(Thing old, Thing now, double alike, double place, double score) {}

    /** Adds pairs of what is not paired yet. */
    void pair(List<Thing> olds, List<Thing> nows) {
        constants(olds, nows);
        sameText(olds, nows);
        clearly(olds, nows, true);
        inOrder(olds, nows);
        clearly(olds, nows, false);
    }

    /** The body of an enum constant is that of the constant's name. */
    private void constants(List<Thing> olds, List<Thing> nows) {
        for (Candidate c : candidates(olds, nows, (old, now) -> now.kind.startsWith(Things.CONSTANT))) {
            if (isFree(c)) pairs.put(c.old, c.now);
        }
    }

    private void sameText(List<Thing> olds, List<Thing> nows) {
        List<Candidate> same = candidates(olds, nows, (old, now) -> running.colour(old) == next.colour(now));
        same.sort(Comparator.<Candidate>comparingDouble(c -> -c.score).thenComparingInt(Pairing::distance)
                .thenComparingInt(c -> index(c.old)).thenComparing(c -> c.old.key()).thenComparing(c -> c.now.key()));
        for (Candidate c : same) {
            if (isFree(c)) pairs.put(c.old, c.now);
        }
    }

    /** Pairs whose halves are each other's best by far. */
    private void clearly(List<Thing> olds, List<Thing> nows, boolean inPlace) {
        List<Candidate> open = candidates(olds, nows, Pairing::mayBeEdited);
        open.removeIf(c -> inPlace ? c.place < Neighbourhood.SAME || c.alike < ALIKE : c.alike < MOVED || !sameRole(c));
        boolean more = true;
        while (more) {
            more = false;
            for (Candidate c : List.copyOf(open)) {
                if (!isFree(c) || !isBest(c, open)) continue;
                pairs.put(c.old, c.now);
                more = true;
            }
            open.removeIf(c -> !isFree(c));
        }
    }

    private static boolean isBest(Candidate c, List<Candidate> open) {
        for (Candidate other : open) {
            boolean rival = other != c && (other.old == c.old || other.now == c.now);
            if (rival && other.score > c.score - MARGIN) return false;
        }
        return true;
    }

    /** Between what is paired already, what stands in the same place, as many as before, is paired in order. */
    private void inOrder(List<Thing> olds, List<Thing> nows) {
        for (Thing old : olds) {
            if (pairs.nextOf(old) != null) continue;
            List<Thing> group = new ArrayList<>();
            for (Thing now : nows) {
                if (pairs.runningOf(now) == null && mayTakeTheOrder(old, now)) group.add(now);
            }
            if (group.isEmpty()) continue;
            Thing first = group.get(0);
            List<Thing> olders = new ArrayList<>();
            for (Thing o : olds) {
                if (pairs.nextOf(o) == null && mayTakeTheOrder(o, first)) olders.add(o);
            }
            if (olders.size() != group.size()) continue;
            olders.sort(Comparator.comparingInt(Pairing::index));
            group.sort(Comparator.comparingInt(Pairing::index));
            for (int i = 0; i < group.size(); i++) {
                Candidate c = candidate(olders.get(i), group.get(i));
                if (c.alike >= EDITED || contextAlike(c.old, c.now) >= 0.5) pairs.put(c.old, c.now);
            }
        }
    }

    private boolean mayTakeTheOrder(Thing old, Thing now) {
        if (!old.kind.equals(now.kind) || !old.role().equals(now.role()) || old.site == null || now.site == null) return false;
        return mayBeEdited(old, now) && neighbourhood.same(old, now) >= Neighbourhood.SAME && sameGap(old, now);
    }

    /** Whether the pairs that stand in the same two methods lie on the same side of both. */
    private boolean sameGap(Thing old, Thing now) {
        for (Thing other : next.all()) {
            Thing before = pairs.runningOf(other);
            if (before == null || before.site == null || other.site == null) continue;
            if (!inSameMethod(before, old) || !inSameMethod(other, now)) continue;
            if (index(before) < index(old) != index(other) < index(now)) return false;
        }
        return true;
    }

    private static boolean inSameMethod(Thing a, Thing b) {
        return a.site.owner().equals(b.site.owner()) && a.site.method().equals(b.site.method());
    }

    /** Tables of cases are data: one that is not the same is another. Accessors are the same or others, too. */
    private static boolean mayBeEdited(Thing old, Thing now) {
        return !now.kind.equals(Things.TABLE) && !now.kind.equals(Things.ACCESSOR);
    }

    private List<Candidate> candidates(List<Thing> olds, List<Thing> nows, BiPredicate<Thing, Thing> which) {
        List<Candidate> all = new ArrayList<>();
        for (Thing old : olds) {
            if (pairs.nextOf(old) != null) continue;
            for (Thing now : nows) {
                if (pairs.runningOf(now) == null && old.kind.equals(now.kind) && which.test(old, now)) all.add(candidate(old, now));
            }
        }
        return all;
    }

    private Candidate candidate(Thing old, Thing now) {
        double alike = running.colour(old) == next.colour(now) ? 1 : Words.alike(old.words, now.words);
        double place = neighbourhood.same(old, now);
        boolean sameShape = Objects.equals(old.descriptor, now.descriptor) && old.isStatic == now.isStatic;
        double score = alike + 0.7 * place + 0.5 * contextAlike(old, now) + (old.role().equals(now.role()) ? 0.3 : 0)
                + (sameShape ? 0.15 : 0);
        return new Candidate(old, now, alike, place, score);
    }

    private static double contextAlike(Thing old, Thing now) {
        if (old.site == null || now.site == null) return 0;
        Map<String, Integer> before = Words.count(old.site.context());
        return Words.alike(before, Words.count(now.site.context()));
    }

    private static boolean sameRole(Candidate c) {
        return c.old.role().equals(c.now.role());
    }

    private boolean isFree(Candidate c) {
        return pairs.nextOf(c.old) == null && pairs.runningOf(c.now) == null;
    }

    private static int distance(Candidate c) {
        return Math.abs(index(c.old) - index(c.now));
    }

    private static int index(Thing thing) {
        return thing.site == null ? 0 : thing.site.index();
    }
}
