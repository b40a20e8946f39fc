package dev.molt.cli.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link SourceIndex} on disk: texts once, everything else as numbers of texts, and a hash over all of it at the end. */
final class IndexFile {
    private static final int MAGIC = 0x4d6f6c74;
    private static final int VERSION = 2;
    private static final int HASH = 32;

    private IndexFile() {}

    /** Writes it; appears as a whole or not at all. */
    static void write(SourceIndex index, Path file) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Writer writer = new Writer(new DataOutputStream(body));
        writer.index(index);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(writer.texts.size());
        for (String text : writer.texts.keySet()) out.writeUTF(text);
        out.write(body.toByteArray());
        out.write(hash(whole.toByteArray(), whole.size()));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, whole.toByteArray());
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads it; null when there is none, or none that can be trusted. */
    static SourceIndex read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) return null;
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length - HASH;
        if (length < 0 || !Arrays.equals(bytes, length, bytes.length, hash(bytes, length), 0, HASH)) return null;
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
        if (in.readInt() != MAGIC || in.readInt() != VERSION) return null;
        String[] texts = new String[in.readInt()];
        for (int i = 0; i < texts.length; i++) texts[i] = in.readUTF();
        return new Reader(in, texts).index();
    }

    private static byte[] hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> texts = new LinkedHashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void index(SourceIndex index) throws IOException {
            text(index.settings());
            out.writeInt(index.sources().size());
            for (SourceEntry s : index.sources().values()) source(s);
            out.writeInt(index.classes().size());
            for (ClassEntry c : index.classes().values()) type(c);
        }

        private void source(SourceEntry s) throws IOException {
            text(s.path());
            text(s.sha256());
            text(s.packageName());
            texts(s.classes());
            SourceUse use = s.use();
            texts(use.types());
            texts(use.constructed());
            texts(use.names());
            texts(use.packages());
            out.writeInt(use.constants().size());
            for (SourceUse.Inlined c : use.constants()) {
                text(c.owner());
                text(c.name());
                text(c.where());
                out.writeInt(c.line());
            }
            out.writeBoolean(use.hasSwitch());
            out.writeBoolean(use.hasLambda());
            out.writeBoolean(use.annotated());
        }

        private void type(ClassEntry c) throws IOException {
            text(c.source());
            text(c.sha256());
            Abi abi = c.abi();
            text(abi.name());
            out.writeLong(abi.header());
            out.writeLong(abi.permits());
            out.writeInt(abi.members().size());
            for (Map.Entry<String, Long> member : abi.members().entrySet()) {
                text(member.getKey());
                out.writeLong(member.getValue());
            }
            texts(abi.abstracts());
            texts(abi.supertypes());
            out.writeBoolean(abi.isInterface());
            out.writeBoolean(abi.isAnnotation());
            out.writeInt(abi.constants().size());
            for (Map.Entry<String, Long> constant : abi.constants().entrySet()) {
                text(constant.getKey());
                out.writeLong(constant.getValue());
            }
            texts(abi.privates());
        }

        private void text(String text) throws IOException {
            Integer number = texts.get(text);
            if (number == null) texts.put(text, number = texts.size());
            out.writeInt(number);
        }

        private void texts(Collection<String> all) throws IOException {
            out.writeInt(all.size());
            for (String text : all) text(text);
        }
    }

    private record Reader(DataInputStream in, String[] texts) {

        SourceIndex index() throws IOException {
            String settings = text();
            Map<String, SourceEntry> sources = new LinkedHashMap<>();
            for (int n = in.readInt(); n > 0; n--) {
                SourceEntry s = source();
                sources.put(s.path(), s);
            }
            Map<String, ClassEntry> classes = new LinkedHashMap<>();
            for (int n = in.readInt(); n > 0; n--) {
                ClassEntry c = type();
                classes.put(c.abi().name(), c);
            }
            return new SourceIndex(settings, sources, classes);
        }

        private SourceEntry source() throws IOException {
            String path = text();
            String sha256 = text();
            String packageName = text();
            List<String> classes = list();
            Set<String> types = set();
            Set<String> constructed = set();
            Set<String> names = set();
            Set<String> packages = set();
            List<SourceUse.Inlined> constants = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) constants.add(new SourceUse.Inlined(text(), text(), text(), in.readInt()));
            SourceUse use = new SourceUse(types, constructed, names, packages, constants, in.readBoolean(), in.readBoolean(), in.readBoolean());
            return new SourceEntry(path, sha256, packageName, classes, use);
        }

        private ClassEntry type() throws IOException {
            String source = text();
            String sha256 = text();
            String name = text();
            long header = in.readLong();
            long permits = in.readLong();
            Map<String, Long> members = new HashMap<>();
            for (int n = in.readInt(); n > 0; n--) members.put(text(), in.readLong());
            Set<String> abstracts = set();
            Set<String> supertypes = set();
            boolean isInterface = in.readBoolean();
            boolean isAnnotation = in.readBoolean();
            Map<String, Long> constants = new HashMap<>();
            for (int n = in.readInt(); n > 0; n--) constants.put(text(), in.readLong());
            Abi abi = new Abi(name, header, permits, members, abstracts, supertypes, isInterface, isAnnotation, constants, set());
            return new ClassEntry(source, sha256, abi);
        }

        private String text() throws IOException {
            return texts[in.readInt()];
        }

        private List<String> list() throws IOException {
            List<String> all = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) all.add(text());
            return all;
        }

        private Set<String> set() throws IOException {
            return new HashSet<>(list());
        }
    }
}
