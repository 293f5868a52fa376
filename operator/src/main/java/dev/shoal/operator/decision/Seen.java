package dev.shoal.operator.decision;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;

/** What is observed of a resource of every kind. */
public interface Seen {
  HasMetadata resource();

  /** Whether the resource was accepted: it has a row. */
  boolean accepted();

  /** Whether a workflow should be driving it, by its row. */
  boolean open();

  /** Whether a pod of it is left, or something that makes pods. */
  boolean podsLeft();

  /** Whether it is yet to be written down when a pod went. */
  boolean ledgerOpen();

  Instant now();
}
