package dev.shoal.pod.opinion;

import dev.shoal.pod.engine.BeliefDynamics;
import dev.shoal.pod.engine.Crew;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import java.io.IOException;

/** Moves the agents of a run by a model of opinion dynamics over the follow graph. */
public final class NetworkDynamics implements BeliefDynamics {
  private static final long MEETINGS = 0x0B1A5L;

  private final Opinions opinions;
  private final OpinionModel model;
  private final long seed;

  public NetworkDynamics(Population population, OpinionModel model, long seed) {
    this.opinions = Opinions.of(population);
    this.model = model;
    this.seed = seed;
  }

  @Override
  public void update(int[] active, int round, Crew crew) {
    model.step(opinions, active, RandomStream.of(seed ^ MEETINGS, round, -1));
  }

  @Override
  public void save(StateOutput out) throws IOException {}

  @Override
  public void restore(StateInput in) throws IOException {}
}
