package dev.molt.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All claims so far. Each is handed on as soon as it is checked. */
final class Claims {
    private final List<Claim> all = new ArrayList<>();
    private final Consumer<Claim> listener;

    Claims(Consumer<Claim> listener) {
        this.listener = listener;
    }

    /** States a claim together with the outcome of its check. */
    void check(String what, boolean holds, String measured, Object... figures) {
        Claim claim = new Claim(what, holds, String.format(measured, figures));
        all.add(claim);
        listener.accept(claim);
    }

    List<Claim> all() {
        return List.copyOf(all);
    }

    List<Claim> wrong() {
        return all.stream().filter(claim -> !claim.holds()).toList();
    }
}
