package dev.shoal.workflow;

import dev.shoal.schedule.ScheduleRef;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One start of a WorkflowSchedule, by the Temporal Schedule behind it. */
@WorkflowInterface
public interface ScheduledStartWorkflow {
  @WorkflowMethod(name = "ScheduledStartWorkflow")
  void run(ScheduleRef schedule);
}
