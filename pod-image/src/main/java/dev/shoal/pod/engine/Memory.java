package dev.shoal.pod.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What agents remember of their own doings, newest last; for policies that ask a model. */
public final class Memory implements Stateful {
  private static final int KEPT = 6;
  private static final int LONGEST = 160;

  private final List<Deque<String>> entries = new ArrayList<>();

  public Memory(int agents) {
    for (int i = 0; i < agents; i++) {
      entries.add(new ArrayDeque<>(KEPT));
    }
  }

  /** Adds an entry and forgets the oldest beyond the bound. */
  public void remember(int agent, int round, String what) {
    Deque<String> own = entries.get(agent);
    if (own.size() == KEPT) {
      own.removeFirst();
    }
    String line = "round " + round + ": " + what;
    own.addLast(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
  }

  /** Entries of an agent, oldest first. */
  public List<String> of(int agent) {
    return List.copyOf(entries.get(agent));
  }

  @Override
  public void save(StateOutput out) throws IOException {
    for (Deque<String> own : entries) {
      out.writeInt(own.size());
      for (String line : own) {
        out.text(line);
      }
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    for (Deque<String> own : entries) {
      own.clear();
      for (int left = in.readInt(); left > 0; left--) {
        own.addLast(in.text());
      }
    }
  }
}
