package dev.shoal.activity;

import dev.shoal.job.Reason;
import dev.shoal.kube.PodView;
import java.time.Duration;

/** How long a pod is waited for that no node takes; while a queue holds it, no time passes. */
final class PodPatience {
  private final Duration limit;
  private long ungatedNanos = System.nanoTime();

  PodPatience(Duration limit) {
    this.limit = limit;
  }

  /** Nothing is to be waited for just now. */
  void rest() {
    ungatedNanos = System.nanoTime();
  }

  /**
   * Throws once the limit is over.
   *
   * @param why it waits
   */
  void look(PodView view, String why) {
    if (view.gated() || view.node() != null) {
      rest();
    } else {
      lookUngated(Reason.UNSCHEDULABLE, "no node took the pod", why);
    }
  }

  /** Throws once the limit is over. */
  void lookUngated(Reason reason, String what, String why) {
    if (System.nanoTime() - ungatedNanos > limit.toNanos()) {
      throw Failures.permanent(
          reason, "%s within %d s: %s".formatted(what, limit.toSeconds(), why));
    }
  }
}
