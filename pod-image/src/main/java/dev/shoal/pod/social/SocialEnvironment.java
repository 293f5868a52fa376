package dev.shoal.pod.social;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.ActivityClock;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A social network: messages, votes, follows. A feed is made of the hottest recent messages, which
 * all share, and the newest message of each followee, so it costs no scan of the log.
 */
public final class SocialEnvironment implements Environment {
  /** Name that actions refer to. */
  public static final String NAME = "social";

  private static final int ANNOUNCER = -1;
  private static final int HOT_WINDOW = 300;
  private static final int HOT_SHOWN = 8;
  private static final int FEED_SIZE = 12;

  private final Population population;
  private final List<Message> messages = new ArrayList<>();
  private final Set<Long> votes = new HashSet<>();
  private final @Nullable Message[] newestOf;
  private List<Message> hot = List.of();
  private @Nullable Message[] frozenNewest;
  private int frozenSize;
  private int round;

  public SocialEnvironment(Population population) {
    this.population = population;
    this.newestOf = new Message[population.size()];
    this.frozenNewest = newestOf.clone();
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Announces something to all, ahead of the round that is about to open. */
  public void announce(int inRound, String text) {
    round = inRound;
    add(Message.Kind.EVENT, ANNOUNCER, null, text);
  }

  @Override
  public void open(int opened) {
    round = opened;
    frozenSize = messages.size();
    frozenNewest = newestOf.clone();
    List<Message> recent = messages.subList(Math.max(0, frozenSize - HOT_WINDOW), frozenSize);
    hot =
        recent.stream()
            .filter(message -> message.kind() != Message.Kind.REPOST)
            .sorted(Comparator.comparingDouble(SocialEnvironment::hotness).reversed())
            .limit(HOT_SHOWN)
            .toList();
  }

  /** Whether an agent has voted on a message: each may do so once. */
  public boolean hasVoted(int agent, int message) {
    return votes.contains(ballot(agent, message));
  }

  /** What an agent sees in this round: hottest first, then its followees' newest, none twice. */
  public List<Message> feed(int agent) {
    List<Message> feed = new ArrayList<>(FEED_SIZE);
    for (Message message : hot) {
      if (message.author() != agent) {
        feed.add(message);
      }
    }
    for (int followee : population.follows().followees(agent)) {
      Message newest = frozenNewest[followee];
      if (newest != null && feed.size() < FEED_SIZE && !feed.contains(newest)) {
        feed.add(newest);
      }
    }
    return feed;
  }

  @Override
  public boolean apply(int agent, Action action) {
    return switch ((SocialAction) action) {
      case SocialAction.CreatePost post -> {
        add(Message.Kind.POST, agent, null, post.text());
        yield true;
      }
      case SocialAction.Reply reply -> {
        Message parent = visible(reply.post());
        if (parent != null) {
          parent.answered();
          add(Message.Kind.REPLY, agent, parent, reply.text());
        }
        yield parent != null;
      }
      case SocialAction.Repost repost -> {
        Message parent = visible(repost.post());
        if (parent != null) {
          parent.shared();
          add(Message.Kind.REPOST, agent, parent, parent.text());
        }
        yield parent != null;
      }
      case SocialAction.Vote vote -> {
        Message voted = visible(vote.post());
        if (voted == null || !votes.add(ballot(agent, vote.post()))) {
          yield false;
        }
        voted.vote(vote.up());
        if (voted.author() != ANNOUNCER) {
          population.moveConfidence(voted.author(), vote.up() ? 0.005 : -0.008);
        }
        yield true;
      }
      case SocialAction.Follow follow ->
          follow.agent() >= 0
              && follow.agent() < population.size()
              && population.follows().follow(agent, follow.agent());
    };
  }

  @Override
  public void close(int closed) {}

  /** All messages, oldest first. */
  public List<Message> messages() {
    return messages;
  }

  /** Hot score at the simulated time of writing. */
  public static double hotness(Message message) {
    long seconds = HotRanking.EPOCH + ActivityClock.minute(message.round()) * 60L;
    return HotRanking.score(message.likes() - message.dislikes(), seconds);
  }

  private static long ballot(int agent, int message) {
    return ((long) agent << 32) | message;
  }

  private @Nullable Message visible(int id) {
    return id >= 1 && id <= frozenSize ? messages.get(id - 1) : null;
  }

  private void add(Message.Kind kind, int author, @Nullable Message parent, String text) {
    double stance =
        parent != null && kind == Message.Kind.REPOST
            ? parent.stance()
            : author == ANNOUNCER ? 0 : population.stance(author);
    Message message = new Message(messages.size() + 1, round, kind, author, parent, text, stance);
    messages.add(message);
    if (author != ANNOUNCER) {
      newestOf[author] = message;
    }
  }
}
