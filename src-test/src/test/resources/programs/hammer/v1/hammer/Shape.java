package hammer;

interface Shape {
    int side();

    default int area() {
        return side() * side();
    }
}
