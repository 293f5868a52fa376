package dev.shoal.pod.social;

import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import java.io.IOException;
import org.agrona.collections.LongHashSet;

/** Who has voted on what, by the round of the message, so that a day that is over is forgotten. */
final class Ballots implements Stateful {
  private final LongHashSet[] byRound;

  Ballots(int rounds) {
    byRound = new LongHashSet[rounds];
    for (int i = 0; i < rounds; i++) {
      byRound[i] = new LongHashSet();
    }
  }

  /** Takes a vote; false if the agent has voted on the message before. */
  boolean cast(int agent, int message, int messageRound) {
    return of(messageRound).add(ballot(agent, message));
  }

  boolean has(int agent, int message, int messageRound) {
    return of(messageRound).contains(ballot(agent, message));
  }

  /** Makes room for the votes on a new round's messages. */
  void begin(int round) {
    LongHashSet votes = of(round);
    votes.clear();
    votes.compact();
  }

  private LongHashSet of(int messageRound) {
    return byRound[messageRound % byRound.length];
  }

  private static long ballot(int agent, int message) {
    return ((long) agent << 32) | message;
  }

  @Override
  public void save(StateOutput out) throws IOException {
    for (LongHashSet votes : byRound) {
      out.writeInt(votes.size());
      LongHashSet.LongIterator each = votes.iterator();
      while (each.hasNext()) {
        out.writeLong(each.nextValue());
      }
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    for (LongHashSet votes : byRound) {
      votes.clear();
      for (int left = in.readInt(); left > 0; left--) {
        votes.add(in.readLong());
      }
    }
  }
}
