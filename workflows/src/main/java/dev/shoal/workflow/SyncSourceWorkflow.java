package dev.shoal.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads one source. */
@WorkflowInterface
public interface SyncSourceWorkflow {
  @WorkflowMethod(name = "SyncSourceWorkflow")
  void run(JobRef run, String source);
}
