package dev.shoal.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.workflow.PodActivities;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Proxy;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  @Test
  void aBeatThatAWorkerOnItsWayOutRefusesHandsTheStepBack() {
    assertThatThrownBy(() -> new Heartbeat(refusing()).beat(null))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            e -> assertThat(e.getType()).isEqualTo(PodActivities.WORKER_SHUTDOWN));
  }

  /** A fake: its worker's timer for beats is shut down already. */
  private static ActivityExecutionContext refusing() {
    return (ActivityExecutionContext)
        Proxy.newProxyInstance(
            HeartbeatTest.class.getClassLoader(),
            new Class<?>[] {ActivityExecutionContext.class},
            (context, method, arguments) -> {
              throw new RejectedExecutionException("shut down");
            });
  }
}
