package dev.shoal.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The step of a ScriptRun of simulations, on a task queue of its own. */
@ActivityInterface
public interface CompoundActivities {
  /** Has the pod run the simulations and store what they came to. Beats. */
  @ActivityMethod(name = "ExecuteSimulationActivity")
  void executeSimulation(ScriptPodRef pod);
}
