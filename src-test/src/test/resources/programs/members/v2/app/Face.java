package app;

import java.util.List;

public interface Face {
    int KEPT = 1;
    String ADDED = "added";
    List<String> ADDED_LIST = List.of("x");

    default int keptDefault() {
        return 2;
    }

    default String addedDefault(@Mark("x") int n) {
        return "default" + n + addedPrivate();
    }

    static int addedStatic(int n) {
        return n * 2;
    }

    private String addedPrivate() {
        return "p";
    }
}
