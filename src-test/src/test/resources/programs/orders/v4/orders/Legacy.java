package orders;

class Legacy {
    static String hello() {
        return "legacy";
    }
}
