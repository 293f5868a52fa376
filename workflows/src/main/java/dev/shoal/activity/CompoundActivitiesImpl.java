package dev.shoal.activity;

import dev.shoal.workflow.CompoundActivities;
import dev.shoal.workflow.ScriptPodRef;

/** The step of a ScriptRun of simulations. */
public final class CompoundActivitiesImpl implements CompoundActivities {
  private final ExecutionPolling polling;

  public CompoundActivitiesImpl(ExecutionPolling polling) {
    this.polling = polling;
  }

  @Override
  public void executeSimulation(ScriptPodRef pod) {
    LongStep.run(alive -> polling.follow(pod, alive));
  }
}
