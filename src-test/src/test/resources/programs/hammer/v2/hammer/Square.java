package hammer;

record Square(int side) implements Shape {}
