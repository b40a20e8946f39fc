package app;

import java.util.function.Supplier;

public class Box<T extends Comparable<? super T>> {
    public T value;
    public Supplier<? extends T> added;

    public Box() {}

    public <U extends T> Box(U value) {
        this.value = value;
    }

    public T get() {
        return value;
    }

    public <U> Box<? extends T> map(Supplier<U> by, T... more) {
        Object local = new Object() {
            @Override
            public String toString() {
                return "anonymous";
            }
        };
        class Local {}
        return this;
    }
}
