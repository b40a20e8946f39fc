package dev.molt.engine.match;

import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;

/** Puts something else in the place of names that are mere numbers: what is known of the thing instead of its name. */
final class Numbers extends Remapper {
    private final Version version;
    private final Map<String, Thing> things;
    private final Map<String, Integer> colours;

    /**
     * @param things methods and classes that are numbered, by {@link Thing#key()}
     * @param colours what is known of them, likewise
     */
    Numbers(Version version, Map<String, Thing> things, Map<String, Integer> colours) {
        super(Opcodes.ASM9);
        this.version = version;
        this.things = things;
        this.colours = colours;
    }

    @Override
    public String map(String type) {
        for (String at = type; at != null; at = version.parent(at)) {
            if (version.isNumbered(at)) return "?" + colours.getOrDefault(at, 0) + type.substring(at.length());
        }
        return type;
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
        String key = Thing.key(owner, name, descriptor);
        boolean numbered = things.containsKey(key) || Things.isNumberedMethod(version, owner, name, descriptor);
        return numbered ? "?" + colours.getOrDefault(key, 0) : name;
    }
}
