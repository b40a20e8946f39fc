package app;

public class Box<T> {
    public T value;

    public T get() {
        return value;
    }
}
