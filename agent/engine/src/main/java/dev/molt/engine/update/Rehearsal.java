package dev.molt.engine.update;

import com.google.gson.JsonObject;
import dev.molt.engine.EngineThreads;
import dev.molt.engine.classfile.MalformedClassFileException;
import dev.molt.engine.classfile.OnOldPool;
import dev.molt.engine.jfr.Flight;
import dev.molt.engine.plan.Plan;
import dev.molt.protocol.Json;
import dev.molt.protocol.Message;
import dev.molt.protocol.Message.UpdateRequest;
import dev.molt.protocol.Message.Wanted;
import dev.molt.protocol.Offer;
import dev.molt.protocol.UpdateOptions;
import dev.molt.protocol.audit.AuditChain;
import dev.molt.protocol.audit.AuditRecord;
import dev.molt.protocol.report.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Plans an update of a class of its own, on a thread of its own, while a client that has an update for us is still connecting: code
 * that has never run takes a tenth of a second to load. Nothing is redefined, nothing is remembered, and nobody waits for it.
 */
final class Rehearsal {
    private static final String NAME = "molt.Rehearsal";

    private final Pipeline pipeline;

    Rehearsal(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Begins, where there is a processor to spare. */
    void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1) EngineThreads.daemon("molt-rehearsal", this::run).start();
    }

    private void run() {
        try {
            byte[] first = classFile("first");
            byte[] second = classFile("second");
            Class<?> loaded = new Stage(first).loadClass(NAME);
            Offer offer = new Offer("", null, List.of(new Offer.OfferedClass(NAME, "", null, second.length)), List.of());
            Message request = Json.decode(Json.encode(new UpdateRequest(true, UpdateOptions.defaults(), offer)));
            Clock clock = new Clock(Flight.UNRECORDED);
            Plan plan = pipeline.plan((UpdateRequest) request, new Audience(second), clock);
            OnOldPool.rebuildWithSource(first, second);
            new AuditChain(0, AuditChain.GENESIS).next(Instant.now(), AuditRecord.STARTED, new JsonObject());
            Json.encode(new Message.Result(Verdicts.of(null, Outcome.PLANNED, loaded.getName(), plan.report(), plan.findings(), clock.stages())));
        } catch (IOException | ClassNotFoundException | MalformedClassFileException | RuntimeException | LinkageError e) {
            // The performance will tell, to somebody who asked for it.
        }
    }

    private static byte[] classFile(String text) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, NAME.replace('.', '/'), null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PRIVATE, "field", "I", null, null).visitEnd();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "method", "()Ljava/lang/String;", null, null);
        method.visitCode();
        method.visitLdcInsn(text);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "toString", "()Ljava/lang/String;", false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** The loader of the class. */
    private static final class Stage extends ClassLoader {
        private final byte[] bytes;

        Stage(byte[] bytes) {
            super("molt-rehearsal", ClassLoader.getPlatformClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(NAME)) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals(NAME.replace('.', '/') + ".class") ? new ByteArrayInputStream(bytes) : null;
        }
    }

    /** The client that is not there. */
    private record Audience(byte[] next) implements UnheardClient {
        @Override
        public List<byte[]> fetch(List<Wanted> wanted) {
            return Collections.nCopies(wanted.size(), next);
        }
    }
}
