package dev.molt.cli.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    @Override
    public Duration convert(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) digits++;
        ChronoUnit unit = UNITS.get(text.substring(digits).strip());
        if (digits == 0 || digits > 9 || unit == null) {
            throw new TypeConversionException("'" + text + "' is no duration; write 500ms, 30s, 2m or 1h");
        }
        return Duration.of(Long.parseLong(text.substring(0, digits)), unit);
    }
}
