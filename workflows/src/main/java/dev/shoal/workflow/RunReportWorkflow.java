package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Makes a report about what Shoal did, stores it and sends it. */
@WorkflowInterface
public interface RunReportWorkflow {
  /** Runs; fails with the run's reason as type if it failed. */
  @WorkflowMethod(name = "RunReportWorkflow")
  void run(JobRef run);

  /** Ends the run early. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);
}
