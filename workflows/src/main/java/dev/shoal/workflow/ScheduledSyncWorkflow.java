package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads several sources, one after the other, and reports on each. */
@WorkflowInterface
public interface ScheduledSyncWorkflow {
  /** Runs; fails with the run's reason as type if a source could not be read. */
  @WorkflowMethod(name = "ScheduledSyncWorkflow")
  void run(JobRef run);

  /** Ends the run early. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);
}
