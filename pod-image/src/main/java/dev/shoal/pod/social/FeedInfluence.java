package dev.shoal.pod.social;

import dev.shoal.pod.engine.BeliefDynamics;
import dev.shoal.pod.engine.Population;
import dev.shoal.protocol.artifact.Profile;

/**
 * Agents move towards what they read: influence = trust x (0.3 + 0.07 likes) x (1.5 at first sight,
 * 0.5 later) / (0.3 + 0.7 confidence), and the stance moves by gap x influence x 0.1, never past
 * the message's own. Trust in followees learns from agreement. Messages further away than a bound
 * convince nobody (bounded confidence, Deffuant 2000), and each round draws an agent a little back
 * to where it began, more so one that stands for an entity (Friedkin and Johnsen 1990).
 */
public final class FeedInfluence implements BeliefDynamics {
  private static final double RATE = 0.1;
  private static final double BOUND = 0.6;
  private static final double ENTITY_ANCHOR = 0.25;
  private static final double ANCHOR = 0.08;

  private final Population population;
  private final SocialEnvironment social;
  private final int[] newestSeen;

  public FeedInfluence(Population population, SocialEnvironment social) {
    this.population = population;
    this.social = social;
    this.newestSeen = new int[population.size()];
  }

  @Override
  public void update(int[] active, int round) {
    for (int agent : active) {
      int seen = newestSeen[agent];
      int newest = seen;
      for (Message message : social.feed(agent)) {
        newest = Math.max(newest, message.id());
        if (message.author() >= 0) {
          read(agent, message, message.id() > seen);
        }
      }
      newestSeen[agent] = newest;
      Profile origin = population.profile(agent);
      double pull = origin.entity() ? ENTITY_ANCHOR : ANCHOR;
      population.moveStance(agent, pull * (origin.stance() - population.stance(agent)));
    }
  }

  private void read(int agent, Message message, boolean firstSight) {
    double gap = message.stance() - population.stance(agent);
    population.follows().learn(agent, message.author(), 1 - Math.abs(gap) / 2);
    if (Math.abs(gap) > BOUND) {
      return;
    }
    double influence =
        population.follows().trust(agent, message.author())
            * (0.3 + 0.07 * message.likes())
            * (firstSight ? 1.5 : 0.5)
            / (0.3 + 0.7 * population.confidence(agent));
    population.moveStance(agent, gap * Math.min(1, influence * RATE));
  }
}
