package dev.molt.cli.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Healthy when the URL answers a GET with a status of 200 to 299. */
record HttpProbe(URI uri) implements Probe {

    @Override
    public Answer ask(Duration limit) {
        int millis = (int) Math.max(1, limit.toMillis());
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(millis);
            connection.setReadTimeout(millis);
            connection.setUseCaches(false);
            try {
                int status = connection.getResponseCode();
                return new Answer(status >= 200 && status < 300, uri + " answered " + status);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return new Answer(false, uri + " did not answer: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }
}
