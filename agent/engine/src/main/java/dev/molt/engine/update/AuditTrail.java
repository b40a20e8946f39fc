package dev.molt.engine.update;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.molt.engine.audit.AuditLog;
import dev.molt.engine.changeset.ChangedResource;
import dev.molt.engine.plan.Plan;
import dev.molt.protocol.audit.AuditRecord;
import dev.molt.protocol.report.ClassReport;
import dev.molt.protocol.report.Finding;
import dev.molt.protocol.report.Verdict;
import java.io.IOException;

/** What is written into the audit file about updates. */
final class AuditTrail {
    private final AuditLog log;

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    AuditLog log() {
        return log;
    }

    void updateStarts(String id, Client client, String reason, Plan plan) throws IOException {
        JsonObject data = operation(id, client.user(), reason);
        data.addProperty("origin", client.origin().name());
        data.addProperty("source", plan.changes().source());
        data.addProperty("from", plan.changes().from());
        JsonArray classes = new JsonArray();
        for (ClassReport c : plan.report().classes()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("class", c.className());
            entry.addProperty("loader", c.loader());
            entry.addProperty("action", c.action().name());
            entry.addProperty("old", c.oldHash());
            entry.addProperty("new", c.newHash());
            classes.add(entry);
        }
        data.add("classes", classes);
        if (!plan.changes().resources().isEmpty()) data.add("resources", resources(plan));
        log.append(AuditRecord.STARTED, data);
    }

    private static JsonArray resources(Plan plan) {
        JsonArray resources = new JsonArray();
        for (ChangedResource r : plan.changes().resources()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", r.path());
            entry.addProperty("loader", r.loader());
            entry.addProperty("change", r.kind());
            entry.addProperty("new", r.sha256());
            resources.add(entry);
        }
        return resources;
    }

    void operationStarts(String id, String user, String reason) throws IOException {
        log.append(AuditRecord.STARTED, operation(id, user, reason));
    }

    /** Completes the record. A failure to do so belongs into the verdict, which is returned with it. */
    Verdict ends(String id, Verdict verdict, long micros) {
        JsonObject data = new JsonObject();
        data.addProperty(AuditRecord.ID, id);
        data.addProperty("outcome", verdict.outcome().name());
        data.addProperty("summary", verdict.summary());
        data.addProperty("micros", micros);
        try {
            log.append(AuditRecord.ENDED, data);
            return verdict;
        } catch (IOException e) {
            return Verdicts.withFinding(verdict, Finding.warning(null, null, null,
                    "the audit record could not be completed: " + e.getMessage(), "make room for " + log.file()));
        }
    }

    private static JsonObject operation(String id, String user, String reason) {
        JsonObject data = new JsonObject();
        data.addProperty(AuditRecord.ID, id);
        data.addProperty("user", user);
        data.addProperty("reason", reason);
        return data;
    }
}
