package hammer;

class Extra {
    static int more(int area) {
        return area + 1;
    }
}
