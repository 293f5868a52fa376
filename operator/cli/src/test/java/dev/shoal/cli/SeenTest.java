package dev.shoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phase: Running, progress: {display: 3/40, percent: 7}} | 3/40 | [#...................]   7 %",
        "{phase: Completed, progress: {display: 40/40, percent: 100}} | 40/40 | [####################] 100 %",
        "{phase: Running, step: training, progress: {epoch: 4}} | training epoch 4 | ''",
        "{phase: Running, step: dataset} | dataset | ''",
        "{} | '' | ''",
      })
  void saysHowFarItIs(String status, String progress, String bar) {
    assertThat(seen(status).progress()).isEqualTo(progress);
    assertThat(seen(status).bar()).isEqualTo(bar);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phase: Completed, conditions: [{type: TornDown, status: 'True'}]} | true",
        "{phase: Completed, conditions: [{type: TornDown, status: 'False'}]} | false",
        "{phase: Failed, conditions: [{type: TornDown, status: 'False', reason: PodRetained}]} | true",
        "{phase: Suspended, conditions: [{type: TornDown, status: 'True'}]} | false",
        "{phase: Running} | false",
      })
  void isOverOnceItsGpuIsBackOrKeptOnPurpose(String status, boolean settled) {
    assertThat(seen(status).settled()).isEqualTo(settled);
  }

  @Test
  void saysWhyItFailedOrWaits() {
    assertThat(seen("{failure: {reason: OutOfMemory, message: more}}").trouble())
        .isEqualTo("OutOfMemory: more");
    assertThat(
            seen("{conditions: [{type: Stalled, status: 'True', reason: TierNotFound, message: m}]}")
                .trouble())
        .isEqualTo("TierNotFound: m");
    assertThat(seen("{conditions: [{type: Stalled, status: 'False'}]}").trouble()).isEmpty();
  }

  private static Seen seen(String status) {
    return new Seen(
        Serialization.unmarshal(
            "kind: SimulationJob\nmetadata: {name: n}\nstatus: " + status,
            GenericKubernetesResource.class));
  }
}
