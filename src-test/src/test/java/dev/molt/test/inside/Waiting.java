package dev.molt.test.inside;

import java.io.IOException;

/** A program that does nothing until its input ends; it says when it has begun. */
public final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws IOException {
        System.out.print('.');
        System.out.flush();
        while (System.in.read() >= 0) Thread.onSpinWait();
    }
}
