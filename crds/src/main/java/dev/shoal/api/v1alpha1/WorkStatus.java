package dev.shoal.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statuses of all kinds but SimulationJob have in common. */
public interface WorkStatus {
  @Nullable WorkPhase phase();

  @Nullable Integer run();

  @Nullable String startTime();

  @Nullable String completionTime();

  @Nullable WorkFailure failure();

  @Nullable List<Condition> conditions();
}
