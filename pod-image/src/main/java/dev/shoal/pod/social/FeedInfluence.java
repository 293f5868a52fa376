package dev.shoal.pod.social;

import dev.shoal.pod.engine.BeliefDynamics;
import dev.shoal.pod.engine.Crew;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import java.io.IOException;

/**
 * Agents move towards what they read: influence = trust x (0.3 + 0.07 likes) x (1.5 at first sight,
 * 0.5 later) / (0.3 + 0.7 confidence), and the stance moves by gap x influence x 0.1, at most a
 * quarter of the gap for a message. Trust in followees learns from agreement. Messages further away
 * than a bound convince nobody (bounded confidence, Deffuant 2000), and each round draws an agent a
 * little back to where it began, more so one that stands for an entity (Friedkin, Johnsen 1990).
 */
public final class FeedInfluence implements BeliefDynamics {
  private static final double RATE = 0.1;
  private static final double MOST = 0.25;
  private static final double BOUND = 0.5;
  private static final double ENTITY_ANCHOR = 0.35;
  private static final double ANCHOR = 0.2;
  private static final double TRUST_IN_NEWS = 0.5;

  private final Population population;
  private final SocialEnvironment social;
  private int[] newestSeen;

  public FeedInfluence(Population population, SocialEnvironment social) {
    this.population = population;
    this.social = social;
    this.newestSeen = new int[population.size()];
  }

  @Override
  public void update(int[] active, int round, Crew crew) {
    crew.share(
        active.length,
        (from, to) -> {
          int[] feed = new int[SocialEnvironment.FEED_SIZE];
          for (int i = from; i < to; i++) {
            move(active[i], feed);
          }
        });
  }

  private void move(int agent, int[] feed) {
    int seen = newestSeen[agent];
    int newest = seen;
    int count = social.feed(agent, feed);
    for (int i = 0; i < count; i++) {
      newest = Math.max(newest, feed[i]);
      read(agent, feed[i], feed[i] > seen);
    }
    newestSeen[agent] = newest;
    double pull = population.cast().entity(agent) ? ENTITY_ANCHOR : ANCHOR;
    population.moveStance(agent, pull * (population.origin(agent) - population.stance(agent)));
  }

  private void read(int agent, int message, boolean firstSight) {
    Messages messages = social.messages();
    int author = messages.author(message);
    double gap = messages.stance(message) - population.stance(agent);
    double trust = TRUST_IN_NEWS;
    if (author == Messages.ANNOUNCER) {
      if (messages.stance(message) == 0) {
        return;
      }
    } else {
      population.follows().learn(agent, author, 1 - Math.abs(gap) / 2);
      trust = population.follows().trust(agent, author);
    }
    if (Math.abs(gap) > BOUND) {
      return;
    }
    double influence =
        trust
            * (0.3 + 0.07 * messages.likes(message))
            * (firstSight ? 1.5 : 0.5)
            / (0.3 + 0.7 * population.confidence(agent));
    population.moveStance(agent, gap * Math.min(MOST, influence * RATE));
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.ints(newestSeen);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    newestSeen = in.ints();
  }
}
