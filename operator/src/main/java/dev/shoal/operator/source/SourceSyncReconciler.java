package dev.shoal.operator.source;

import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.SourceSyncStatus;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.work.Kind;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.WorkReconciler;
import dev.shoal.source.SourceSyncFindings;
import dev.shoal.source.SourceSyncPlan;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;

/** SourceSyncs by the mechanism of all kinds. */
@ControllerConfiguration(name = "sourcesync", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class SourceSyncReconciler
    extends WorkReconciler<
        SourceSync, SourceSyncStatus, WorkSeen<SourceSyncPlan, SourceSyncFindings>> {

  public SourceSyncReconciler(
      Kind<SourceSync, SourceSyncStatus, WorkSeen<SourceSyncPlan, SourceSyncFindings>> kind,
      Mechanism with) {
    super(kind, with);
  }
}
