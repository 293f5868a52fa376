package dev.shoal.pod.social;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Behaviour;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
import java.util.List;

/**
 * Scripted agents post what supports their stance, answer and vote by how far a message is from it,
 * and pass on what already spreads.
 */
public final class ScriptedSocial implements Behaviour {
  private static final double NEAR = 0.5;
  private static final double FAR = 1.0;
  private static final int SPREADS_FROM = 3;

  private final Population population;
  private final SocialEnvironment social;
  private final Phrasebook phrases;

  public ScriptedSocial(Population population, SocialEnvironment social, Phrasebook phrases) {
    this.population = population;
    this.social = social;
    this.phrases = phrases;
  }

  @Override
  public void act(int agent, int round, RandomStream random, List<Action> to) {
    int[] feed = new int[SocialEnvironment.FEED_SIZE];
    int count = social.feed(agent, feed);
    if (random.nextDouble() < 0.4 || count == 0) {
      to.add(new SocialAction.CreatePost(phrases.post(agent, population.stance(agent), random)));
    } else {
      engage(agent, feed[random.nextInt(count)], random, to);
    }
    for (int i = 0; i < count; i++) {
      vote(agent, feed[i], random, to);
    }
  }

  private void engage(int agent, int message, RandomStream random, List<Action> to) {
    Messages messages = social.messages();
    int author = messages.author(message);
    double gap = gap(agent, message);
    boolean spreads = messages.reposts(message) + messages.likes(message) >= SPREADS_FROM;
    if (gap < NEAR && random.nextDouble() < (spreads ? 0.5 : 0.15)) {
      to.add(new SocialAction.Repost(message));
    } else if (author >= 0) {
      to.add(new SocialAction.Reply(message, phrases.reply(author, gap, random)));
    }
    if (author < 0) {
      return;
    }
    if (gap < NEAR && random.nextDouble() < 0.1) {
      to.add(new SocialAction.Follow(author));
    } else if (gap > FAR && random.nextDouble() < 0.05) {
      to.add(new SocialAction.Unfollow(author));
    }
  }

  private void vote(int agent, int message, RandomStream random, List<Action> to) {
    double gap = gap(agent, message);
    double chance = gap < NEAR ? 0.2 : gap > FAR ? 0.12 : 0;
    if (chance > 0 && random.nextDouble() < chance && !social.hasVoted(agent, message)) {
      to.add(new SocialAction.Vote(message, gap < NEAR));
    }
  }

  private double gap(int agent, int message) {
    return Math.abs(social.messages().stance(message) - population.stance(agent));
  }
}
