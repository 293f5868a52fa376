package dev.shoal.workflow;

import dev.shoal.script.ScriptNames;

/** The pod of one attempt of a ScriptRun; its name follows from run and attempt. */
public record ScriptPodRef(JobRef job, int attempt) {
  /** Name of the pod. */
  public String podName() {
    return ScriptNames.podName(job.jobId(), job.run(), attempt);
  }
}
