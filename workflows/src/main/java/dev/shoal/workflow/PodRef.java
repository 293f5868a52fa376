package dev.shoal.workflow;

import dev.shoal.job.JobNames;

/** The pod of one attempt; its name follows from job and attempt. */
public record PodRef(JobRef job, int attempt) {
  /** Name of the pod. */
  public String podName() {
    return JobNames.podName(job.jobId(), attempt);
  }
}
