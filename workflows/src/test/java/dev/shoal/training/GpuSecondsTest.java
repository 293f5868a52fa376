package dev.shoal.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuSecondsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:10:00Z");

  @Test
  void aPodCountsFromItsBindingToItsEnd() {
    assertThat(GpuSeconds.of(List.of(pod(2, "12:00:00", "12:01:30")), NOW)).hasValue(180);
  }

  @Test
  void aPodThatRunsCountsUntilNow() {
    assertThat(GpuSeconds.of(List.of(pod(1, "12:09:00", null)), NOW)).hasValue(60);
  }

  @Test
  void whatHasNoNodeCostsNothingAndWhatHasNoGpuDoesNotCount() {
    assertThat(GpuSeconds.of(List.of(pod(0, "12:00:00", null), pod(4, null, null)), NOW))
        .hasValue(0);
    assertThat(GpuSeconds.of(List.of(pod(0, "12:00:00", null)), NOW)).isEmpty();
  }

  @Test
  void podsAddUp() {
    assertThat(
            GpuSeconds.of(
                List.of(pod(1, "12:00:00", "12:00:10"), pod(2, "12:00:10", "12:00:20")), NOW))
        .hasValue(30);
  }

  private static Pod pod(int gpus, String bound, String ended) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        spec: {containers: [{name: c, resources: {limits: {cpu: 1%s}}}]}
        status: {conditions: [%s], containerStatuses: [%s]}"""
            .formatted(
                gpus == 0 ? "" : ", nvidia.com/gpu: " + gpus,
                bound == null
                    ? "{type: PodScheduled, status: 'False'}"
                    : "{type: PodScheduled, status: 'True', lastTransitionTime: '2026-11-25T%sZ'}"
                        .formatted(bound),
                ended == null
                    ? "{name: c, state: {running: {}}}"
                    : "{name: c, state: {terminated: {exitCode: 0, finishedAt: '2026-11-25T%sZ'}}}"
                        .formatted(ended)),
        Pod.class);
  }
}
