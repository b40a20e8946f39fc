package app;

/** Not part of the change: what it inherits is. */
public class Sub extends Plain implements Face {
    public int own;

    public Sub() {}

    @Override
    public String toString() {
        return "Sub";
    }
}
