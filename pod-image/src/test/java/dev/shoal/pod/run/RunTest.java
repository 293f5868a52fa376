package dev.shoal.pod.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.pod.artifact.RunArtifacts;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  @TempDir Path first;
  @TempDir Path second;

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -3})
  void artifactsAreTheSameBytesAtAnyConcurrency(long seed) throws IOException {
    assertThat(artifacts(seed, 64, second)).isEqualTo(artifacts(seed, 1, first));
  }

  @Test
  void anotherSeedGivesAnotherRun() throws IOException {
    assertThat(artifacts(8, 4, second)).isNotEqualTo(artifacts(7, 4, first));
  }

  @Test
  void entitiesOfTheSeedTakePart() throws IOException {
    Run run = SampleRequests.begin(SampleRequests.request(1, 30, 7), first, 1, null);
    assertThat(run.population().profiles())
        .extracting(profile -> profile.name())
        .contains("Birgit Aldinger", "Leyla Demir", "Jonas Petersen", "Police union")
        .doesNotContain("Hafenstadt", "The");
    assertThat(run.population().size()).isEqualTo(30);
  }

  @Test
  void eachEventIsAnnouncedAtItsRound() throws IOException {
    Run run = simulated(SampleRequests.request(4, 20, 7), 4);
    assertThat(run.recentChat())
        .filteredOn(entry -> entry.kind().equals("event") && entry.round() == 2)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.round()).isEqualTo(2);
              assertThat(entry.text()).isEqualTo("The review is out.");
            });
  }

  @Test
  void moneyIsNeitherMadeNorLost() throws IOException {
    Run run = simulated(SampleRequests.request(20, 40, 7), 8);
    run.finish();
    DoubleAdder costs = new DoubleAdder();
    new RunArtifacts(first)
        .read(ArtifactKind.TRADES, Trade.class, trade -> costs.add(trade.cost()));
    double paid = costs.sum();
    assertThat(paid).isCloseTo(run.market().takings(), within(1e-6));
    for (int agent = 0; agent < 40; agent++) {
      assertThat(run.market().cash(agent)).isBetween(-1e-9, 2 * MarketEnvironment.CASH);
    }
  }

  @Test
  void pricesAndStancesStayWithinBounds() throws IOException {
    Run run = simulated(SampleRequests.request(30, 40, 11), 8);
    assertThat(run.market().curves())
        .allSatisfy(
            curve ->
                assertThat(curve.points())
                    .hasSize(31)
                    .allSatisfy(point -> assertThat(point.price()).isStrictlyBetween(0.0, 1.0)));
    for (int entry = 0; entry <= 30; entry++) {
      assertThat(Arrays.stream(run.log().trajectories().stances(entry)).boxed())
          .allSatisfy(stance -> assertThat(stance).isBetween(-1.0, 1.0));
    }
  }

  @Test
  void disagreementDoesNotVanish() throws IOException {
    Run run = simulated(SampleRequests.request(40, 60, 7), 8);
    double[] last = run.log().trajectories().stances(40);
    assertThat(Arrays.stream(last).boxed())
        .anyMatch(stance -> stance > 0.15)
        .anyMatch(stance -> stance < -0.15);
  }

  @Test
  void cancellingStopsBetweenRounds() throws IOException {
    Run run = SampleRequests.begin(SampleRequests.request(10, 20, 7), first, 1, null);
    assertThatThrownBy(() -> run.simulate(round -> {}, () -> run.log().rounds().size() == 3))
        .isInstanceOf(CancellationException.class);
    assertThat(run.log().rounds()).hasSize(3);
  }

  private static List<DeclaredArtifact> artifacts(long seed, int concurrency, Path folder)
      throws IOException {
    return SampleRequests.finish(
        SampleRequests.begin(SampleRequests.request(12, 50, seed), folder, concurrency, null));
  }

  private Run simulated(JobRequest request, int concurrency) throws IOException {
    Run run = SampleRequests.begin(request, first, concurrency, null);
    run.simulate(round -> {}, () -> false);
    return run;
  }
}
