package dev.shoal.pod.extract;

import dev.shoal.protocol.artifact.PostEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The posts that matter, found in one pass over all of them; holds a bounded number. */
final class Highlights {
  private static final int HOTTEST = 50;
  private static final int ANSWERED = 5;
  private static final int OF_A_SIDE = 10;

  private static final Comparator<PostEntry> BY_HEAT =
      Comparator.comparingDouble(PostEntry::hot)
          .thenComparing(PostEntry::id, Comparator.reverseOrder());
  private static final Comparator<PostEntry> BY_ANSWERS =
      Comparator.comparingInt((PostEntry post) -> post.replies() + post.reposts())
          .thenComparing(PostEntry::id, Comparator.reverseOrder());

  private final Best hottest = new Best(HOTTEST, BY_HEAT);
  private final Best mostAnswered = new Best(ANSWERED, BY_ANSWERS);
  private final Map<Side, Best> bySide = new EnumMap<>(Side.class);
  private final Best ofMover = new Best(1, BY_HEAT);
  private final int mover;

  /**
   * @param mover agent whose best post is wanted too
   */
  Highlights(int mover) {
    this.mover = mover;
    for (Side side : Side.values()) {
      bySide.put(side, new Best(OF_A_SIDE, BY_HEAT));
    }
  }

  void add(PostEntry post, Side side) {
    hottest.offer(post);
    mostAnswered.offer(post);
    bySide.getOrDefault(side, hottest).offer(post);
    if (post.agentId() == mover) {
      ofMover.offer(post);
    }
  }

  /** At most fifty, hottest first. */
  List<PostEntry> hottest() {
    return hottest.all();
  }

  List<PostEntry> mostAnswered(int most) {
    return mostAnswered.all().stream().limit(most).toList();
  }

  List<PostEntry> ofSide(Side side, int most) {
    return bySide.getOrDefault(side, hottest).all().stream().limit(most).toList();
  }

  List<PostEntry> ofMover() {
    return ofMover.all();
  }

  /** The hottest of each side in turn, each author once. */
  List<PostEntry> quotable(int most) {
    List<PostEntry> chosen = new ArrayList<>();
    Set<Integer> authors = new HashSet<>();
    for (int rank = 0; rank < OF_A_SIDE; rank++) {
      for (Best side : bySide.values()) {
        List<PostEntry> all = side.all();
        if (rank < all.size() && chosen.size() < most && authors.add(all.get(rank).agentId())) {
          chosen.add(all.get(rank));
        }
      }
    }
    return chosen;
  }

  private static final class Best {
    private final int most;
    private final Comparator<PostEntry> order;
    private final PriorityQueue<PostEntry> kept;

    Best(int most, Comparator<PostEntry> order) {
      this.most = most;
      this.order = order;
      this.kept = new PriorityQueue<>(order);
    }

    void offer(PostEntry post) {
      kept.add(post);
      if (kept.size() > most) {
        kept.poll();
      }
    }

    List<PostEntry> all() {
      return kept.stream().sorted(order.reversed()).toList();
    }
  }
}
