package r;

abstract class Base {
    protected int count = Units.DOUBLED;

    int rank() {
        return count;
    }

    protected void note(Object text) {
        System.out.println(text);
    }
}
