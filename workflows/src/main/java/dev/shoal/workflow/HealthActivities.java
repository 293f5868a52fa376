package dev.shoal.workflow;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The look at the installation's health. */
@ActivityInterface
public interface HealthActivities {
  /** Makes all checks, and keeps what they find. */
  @ActivityMethod(name = "LookAtHealth")
  void look();
}
