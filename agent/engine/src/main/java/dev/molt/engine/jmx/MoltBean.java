package dev.molt.engine.jmx;

import dev.molt.engine.program.Operations;
import dev.molt.engine.update.Observer;
import dev.molt.protocol.report.StatusReport;
import dev.molt.protocol.report.UpdateSummary;
import dev.molt.protocol.report.Verdict;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenMBeanOperationInfoSupport;
import javax.management.openmbean.OpenMBeanParameterInfo;
import javax.management.openmbean.OpenMBeanParameterInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * Plan, apply, revert, history and status as an open MBean: a client needs no class of ours. Paths are those of this JVM's file system,
 * several are separated by the path separator. An empty text stands for none.
 */
final class MoltBean extends NotificationBroadcasterSupport implements DynamicMBean, Observer {
    private static final String BEFORE = "dev.molt.before";
    private static final String AFTER = "dev.molt.after";
    private static final String REVERTED = "dev.molt.reverted";

    private final Operations operations;
    private long sequence;

    MoltBean(Operations operations) {
        super(new MBeanNotificationInfo(new String[] {BEFORE, AFTER, REVERTED}, Notification.class.getName(),
                "An update is about to be applied, has ended, has been taken back. The user data is the verdict."));
        this.operations = operations;
        operations.observers().add(this);
    }

    // What it can do

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws MBeanException, ReflectionException {
        String[] texts = Arrays.stream(arguments).map(a -> a == null || a.toString().isBlank() ? null : a.toString()).toArray(String[]::new);
        boolean interrupted = Thread.interrupted();
        try {
            return switch (name + "/" + texts.length) {
                case "plan/2", "apply/3" -> OpenRecords.data(Verdict.class, update(name.equals("plan"), texts));
                case "revert/2" -> OpenRecords.data(Verdict.class, operations.revert(texts[0], texts[1]));
                default -> throw new ReflectionException(new NoSuchMethodException(name), "no operation " + name + " with " + texts.length + " arguments");
            };
        } catch (InterruptedException e) {
            interrupted = true;
            throw new MBeanException(new IllegalStateException("interrupted while it waited for another update; nothing was touched"));
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private Verdict update(boolean dryRun, String[] texts) throws InterruptedException {
        if (texts[0] == null) throw new IllegalArgumentException("give a folder, a jar, or class files");
        List<String> files = List.of(texts[0].split(File.pathSeparator));
        return operations.update(dryRun, files, texts[1], dryRun ? null : texts[2]);
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return switch (name) {
            case "Version" -> operations.version();
            case "History" -> OpenRecords.array(UpdateSummary.class, operations.history().updates());
            case "Status" -> OpenRecords.data(StatusReport.class, operations.status());
            default -> throw new AttributeNotFoundException(name);
        };
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            try {
                list.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException e) {
                // Left out, as the interface asks for.
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " can't be written");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    // What it says of itself

    @Override
    public MBeanInfo getMBeanInfo() {
        OpenMBeanParameterInfo files = parameter("files", "One class folder, one jar, or any number of class files");
        OpenMBeanParameterInfo from = parameter("from", "Folder or jar that this JVM runs, or nothing");
        OpenMBeanParameterInfo reason = parameter("reason", "For history and audit, or nothing");
        OpenType<?> verdict = OpenRecords.type(Verdict.class);
        return new OpenMBeanInfoSupport(MoltBean.class.getName(), "Updates the code of this JVM",
                new OpenMBeanAttributeInfo[] {
                    attribute("Version", "Version of the agent", SimpleType.STRING),
                    attribute("History", "Every update of this JVM, oldest first", OpenRecords.arrayType(UpdateSummary.class)),
                    attribute("Status", "What is live, and who still runs old code", OpenRecords.type(StatusReport.class))},
                null,
                new OpenMBeanOperationInfo[] {
                    operation("plan", "Tells what apply would do, touches nothing", MBeanOperationInfo.INFO, verdict, files, from),
                    operation("apply", "Makes the new version live, as a whole or not at all", MBeanOperationInfo.ACTION, verdict, files, from, reason),
                    operation("revert", "Takes back an update (the newest without an id) and what came after it", MBeanOperationInfo.ACTION, verdict,
                            parameter("id", "The update, or nothing"), reason)},
                Arrays.stream(getNotificationInfo()).toArray(MBeanNotificationInfo[]::new));
    }

    private static OpenMBeanAttributeInfo attribute(String name, String description, OpenType<?> type) {
        return new OpenMBeanAttributeInfoSupport(name, description, type, true, false, false);
    }

    private static OpenMBeanParameterInfo parameter(String name, String description) {
        return new OpenMBeanParameterInfoSupport(name, description, SimpleType.STRING);
    }

    private static OpenMBeanOperationInfo operation(String name, String description, int impact, OpenType<?> type, OpenMBeanParameterInfo... parameters) {
        return new OpenMBeanOperationInfoSupport(name, description, parameters, type, impact);
    }

    // What it tells

    @Override
    public String name() {
        return "the MBean";
    }

    @Override
    public void before(Verdict planned) {
        tell(BEFORE, planned);
    }

    @Override
    public void after(Verdict verdict) {
        tell(AFTER, verdict);
    }

    @Override
    public void reverted(Verdict verdict) {
        tell(REVERTED, verdict);
    }

    private void tell(String type, Verdict verdict) {
        Notification notification = new Notification(type, PlatformServer.NAME, ++sequence, verdict.summary());
        notification.setUserData(OpenRecords.data(Verdict.class, verdict));
        sendNotification(notification);
    }
}
