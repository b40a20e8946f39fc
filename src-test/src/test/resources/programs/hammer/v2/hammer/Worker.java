package hammer;

class Worker {
    private int factor = 2;

    synchronized int work(int n) {
        return n * (factor + 1);
    }
}
