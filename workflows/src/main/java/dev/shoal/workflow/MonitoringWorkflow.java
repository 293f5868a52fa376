package dev.shoal.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One look at the installation's health, by a schedule. */
@WorkflowInterface
public interface MonitoringWorkflow {
  @WorkflowMethod(name = "MonitoringWorkflow")
  void run();
}
