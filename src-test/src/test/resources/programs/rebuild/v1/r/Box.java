package r;

public class Box<E> {
    public E content;

    public static <N> Box<N> of(N content) {
        Box<N> box = new Box<>();
        box.content = content;
        return box;
    }
}
