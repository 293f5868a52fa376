package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Writes a run's report, off the GPU, and completes the run. */
@WorkflowInterface
public interface ReportWorkflow {
  /** Tries until the report is written, a permanent error, or the tries are used up. */
  @WorkflowMethod(name = "ReportWorkflow")
  void run(ReportInput input);

  /** Ends it early. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);

  /** Ends it at whatever it waits for: a later run of the job writes its own report. */
  @SignalMethod
  void supersede();
}
