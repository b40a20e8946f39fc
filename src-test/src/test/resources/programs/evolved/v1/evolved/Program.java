package evolved;

import dev.molt.bench.evolved.Subject;

/** As it was started. */
public class Program implements Subject {
    private final int seven = Integer.parseInt("7");
    private final Single single = new Single.Only(3);
    private final Form[] forms = Form.eight();
    private final Item[] items = new Item[OPERATIONS];
    private final Point[] points = new Point[16];
    private final Plain plain = new Plain();

    public Program() {
        for (int i = 0; i < items.length; i++) items[i] = new Item(i);
        for (int i = 0; i < points.length; i++) points[i] = new Point(i);
    }

    @Override
    public int staticMethod(int x) {
        return x;
    }

    @Override
    public int privateMethod(int x) {
        return x + seven;
    }

    @Override
    public int leafVirtual(int x) {
        return x;
    }

    @Override
    public int interfaceMethod(int x) {
        return x + ((Single.Only) single).n();
    }

    @Override
    public int eightClasses(int x) {
        return x + forms[0].n;
    }

    @Override
    public int eightImplementors(int x) {
        return x;
    }

    @Override
    public int staticField(int x) {
        return x;
    }

    @Override
    public int fieldRead(int x) {
        return x + items[0].n;
    }

    @Override
    public int fieldUpdate(int x) {
        return x;
    }

    @Override
    public int fieldScan(int x) {
        int sum = x;
        for (Item item : items) sum += item.n;
        return sum;
    }

    @Override
    public int constructor(int x) {
        return x + points[0].x;
    }

    @Override
    public int unaffectedCaller(int x) {
        return plain.callers(x, OPERATIONS);
    }

    @Override
    public int unaffectedReceiver(int x) {
        return plain.receivers(x, OPERATIONS) + new Lively(2).mix(x);
    }
}
