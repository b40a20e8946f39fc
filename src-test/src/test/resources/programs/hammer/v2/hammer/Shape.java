package hammer;

interface Shape {
    int side();

    default int area() {
        return Extra.more(side() * side());
    }
}
