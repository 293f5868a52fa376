package dev.shoal.protocol;

/** The step of the pod's state machine. */
public enum WorkerPhase {
  BOOT,
  WAIT_LLM,
  IDLE,
  PREPARE,
  SIMULATE,
  EXTRACT,
  UPLOAD,
  COMPLETED,
  FAILED,
  CANCELLED
}
