package dev.molt.cli.demo;

/** The shop did not do what a customer may expect. */
final class ShopException extends Exception {
    private static final long serialVersionUID = 1;

    ShopException(String message) {
        super(message);
    }

    ShopException(String message, Throwable cause) {
        super(message, cause);
    }
}
