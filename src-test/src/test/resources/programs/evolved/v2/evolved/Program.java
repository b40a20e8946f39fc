package evolved;

import dev.molt.bench.evolved.Subject;
import java.lang.invoke.VarHandle;

/** With what the benchmarks use. */
public class Program implements Subject {
    private static int counter;

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

    private static int addedStatic(int x) {
        return x * 31 + 7;
    }

    private int addedPrivate(int x) {
        return x * 31 + seven;
    }

    protected int addedLeaf(int x) {
        return x * 29 + seven;
    }

    @Override
    public int staticMethod(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) x = addedStatic(x);
        return x;
    }

    @Override
    public int privateMethod(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) x = addedPrivate(x);
        return x;
    }

    @Override
    public int leafVirtual(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) x = addedLeaf(x);
        return x;
    }

    @Override
    public int interfaceMethod(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) x = single.next(x);
        return x;
    }

    @Override
    public int eightClasses(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) x = forms[i & 7].area(x);
        return x;
    }

    @Override
    public int eightImplementors(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) {
            Shaped shaped = forms[i & 7];
            x = shaped.corners(x);
        }
        return x;
    }

    @Override
    public int staticField(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) {
            counter = x + i;
            VarHandle.loadLoadFence();
            x = counter * 31 + 7;
        }
        return x;
    }

    /** The fence keeps the compiler from reading once for the whole loop. */
    @Override
    public int fieldRead(int start) {
        Item item = items[0];
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) {
            VarHandle.loadLoadFence();
            x = x * 31 + item.value;
        }
        return x;
    }

    @Override
    public int fieldUpdate(int start) {
        Item item = items[1];
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) {
            VarHandle.loadLoadFence();
            item.value += x;
            x = x * 31 + 7;
        }
        return x + item.value;
    }

    @Override
    public int fieldScan(int start) {
        int sum = start;
        for (Item item : items) sum += item.value;
        return sum;
    }

    @Override
    public int constructor(int start) {
        int x = start;
        for (int i = 0; i < OPERATIONS; i++) {
            Point p = new Point(x, i);
            points[i & 15] = p;
            x = p.y + 31;
        }
        return x;
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
