package orders;

class Late {
    String hello() {
        return "late 2";
    }
}
