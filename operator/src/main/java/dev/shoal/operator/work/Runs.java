package dev.shoal.operator.work;

import java.time.Instant;
import java.util.List;

/** Runs of a kind, as the sweep sees them. */
public interface Runs {
  /**
   * A run that a workflow should be driving.
   *
   * @param id UID of the resource
   * @param workflows ids of those of which one has to be open
   */
  record Open(String id, String namespace, String name, int run, List<String> workflows) {}

  /** All runs that have begun and not ended. */
  List<Open> open();

  /**
   * Ends a run whose workflow is gone for good, and takes its pods.
   *
   * @param message that tells users why
   */
  void lost(Open run, String message, Instant now);

  /** Takes pods that no run needs any more. */
  void reapLeftovers();
}
