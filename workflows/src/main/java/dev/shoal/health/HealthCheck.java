package dev.shoal.health;

import java.util.Locale;

/** What a look at the installation's health asks. */
public enum HealthCheck {
  /** Whether the API server answers. */
  API_SERVER,
  /** Whether each tier that asks for GPUs has a node; its value is how many have none. */
  GPU_NODES,
  /** Whether the database answers. */
  DATABASE,
  /** Whether what is written into the object store can be read. */
  OBJECT_STORE,
  /** Whether tasks are taken in time; its value is how many wait. */
  TASK_QUEUES,
  /** Whether no pod outlives its run; its value is how many do. */
  LEAKED_PODS;

  /** Its name in rows, metrics and Events. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
