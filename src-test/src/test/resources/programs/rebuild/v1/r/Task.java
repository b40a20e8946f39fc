package r;

@FunctionalInterface
public interface Task {
    String run(int times);

    default Task twice() {
        return times -> run(times) + run(times);
    }
}
