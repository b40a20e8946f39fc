package dev.molt.engine;

import java.util.function.Supplier;

/** Something that is made when it is first asked for, once; asked again when making it failed. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made == null) made = maker.get();
        return made;
    }
}
