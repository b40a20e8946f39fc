package dev.molt.engine.dependents;
import dev.molt.engine.*; import dev.molt.engine.changeset.*; import dev.molt.engine.diff.*; import dev.molt.engine.vm.*; import dev.molt.protocol.report.*; import java.util.*;
public final class DependentsFinder {
  public DependentsFinder(java.lang.instrument.Instrumentation i, LoadedBytes b) {}
  public Dependents find(ChangeSet s, ChangeSetDiff d, Progress p) { return new Dependents(List.of(), List.of()); }
  public StatusReport.IndexSize size() { return new StatusReport.IndexSize(0,0); }
}
