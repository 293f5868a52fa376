package dev.shoal.workflow;

import io.temporal.activity.ActivityInterface;
import java.time.Duration;

/** Steps that wait for a pod. They heartbeat, and may be entered again on the same pod. */
@ActivityInterface
public interface PodActivities {
  /** Failure type of a step that its own worker's shutdown cut short: it may be entered again. */
  String WORKER_SHUTDOWN = "WorkerShutdown";

  /** Waits until the pod has a node. Time in which a queue gates it doesn't count. */
  void awaitScheduled(PodRef pod, Duration limit);

  /** Waits until the pod's worker, and its model, can answer. */
  void waitForWorkerHealth(PodRef pod, Duration limit);

  /** Hands the job over and follows it until all artifacts are uploaded. */
  Uploads submitAndPoll(PodRef pod);
}
