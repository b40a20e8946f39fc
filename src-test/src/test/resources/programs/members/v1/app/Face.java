package app;

public interface Face {
    int KEPT = 1;

    default int keptDefault() {
        return 1;
    }
}
