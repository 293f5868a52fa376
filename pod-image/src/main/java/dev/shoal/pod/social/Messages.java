package dev.shoal.pod.social;

import dev.shoal.pod.engine.ActivityClock;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages of the last simulated day, in columns; older ones have been archived. Ids count from
 * 1 in the order of appearance, and none is used again.
 */
public final class Messages implements Stateful {
  /** Author of announcements. */
  public static final int ANNOUNCER = -1;

  /** Parent of a message that answers none. */
  public static final int NONE = 0;

  private static final int LITERAL = -1;
  private static final int FIRST_CAPACITY = 1 << 10;

  private final Phrasebook phrases;
  private final Map<Integer, String> literals = new HashMap<>();
  private int first = 1;
  private int end = 1;
  private int[] round = new int[FIRST_CAPACITY];
  private MessageKind[] kind = new MessageKind[FIRST_CAPACITY];
  private int[] author = new int[FIRST_CAPACITY];
  private int[] parent = new int[FIRST_CAPACITY];
  private float[] stance = new float[FIRST_CAPACITY];
  private int[] frame = new int[FIRST_CAPACITY];
  private int[] evidence = new int[FIRST_CAPACITY];
  private int[] addressee = new int[FIRST_CAPACITY];
  private int[] likes = new int[FIRST_CAPACITY];
  private int[] dislikes = new int[FIRST_CAPACITY];
  private int[] replies = new int[FIRST_CAPACITY];
  private int[] reposts = new int[FIRST_CAPACITY];

  Messages(Phrasebook phrases) {
    this.phrases = phrases;
  }

  /** Oldest id that is kept. */
  public int first() {
    return first;
  }

  /** Id that the next message will have. */
  public int end() {
    return end;
  }

  public boolean has(int id) {
    return id >= first && id < end;
  }

  int add(
      MessageKind of, int inRound, int from, int answers, double stanceOfAuthor, Wording words) {
    int id = end;
    int at = id - first;
    if (at == round.length) {
      resize(2 * at);
    }
    end++;
    round[at] = inRound;
    kind[at] = of;
    author[at] = from;
    parent[at] = answers;
    stance[at] = (float) stanceOfAuthor;
    likes[at] = 0;
    dislikes[at] = 0;
    replies[at] = 0;
    reposts[at] = 0;
    switch (words) {
      case Wording.Literal literal -> {
        frame[at] = LITERAL;
        literals.put(id, literal.text());
      }
      case Wording.Phrase phrase -> {
        frame[at] = phrase.frame();
        evidence[at] = phrase.evidence();
        addressee[at] = phrase.addressee();
      }
    }
    return id;
  }

  public int round(int id) {
    return round[id - first];
  }

  public MessageKind kind(int id) {
    return kind[id - first];
  }

  /** Author, or {@link #ANNOUNCER}. */
  public int author(int id) {
    return author[id - first];
  }

  /** Message that this one answers or shares, or {@link #NONE}; it may be archived already. */
  public int parent(int id) {
    return parent[id - first];
  }

  /** Stance of the author when it was written, in [-1, 1]. */
  public double stance(int id) {
    return stance[id - first];
  }

  public int likes(int id) {
    return likes[id - first];
  }

  public int dislikes(int id) {
    return dislikes[id - first];
  }

  public int replies(int id) {
    return replies[id - first];
  }

  public int reposts(int id) {
    return reposts[id - first];
  }

  /** Hot score of its votes so far, at the simulated time of writing. */
  public double hotness(int id) {
    long seconds = HotRanking.EPOCH + ActivityClock.minute(round(id)) * 60L;
    return HotRanking.score(likes(id) - dislikes(id), seconds);
  }

  /** The words, as a reader sees them. */
  public String text(int id) {
    return switch (wording(id)) {
      case Wording.Literal literal -> literal.text();
      case Wording.Phrase phrase -> phrases.words(phrase);
    };
  }

  Wording wording(int id) {
    int at = id - first;
    return frame[at] == LITERAL
        ? new Wording.Literal(literals.getOrDefault(id, ""))
        : new Wording.Phrase(frame[at], evidence[at], addressee[at]);
  }

  void vote(int id, boolean up) {
    if (up) {
      likes[id - first]++;
    } else {
      dislikes[id - first]++;
    }
  }

  void answered(int id) {
    replies[id - first]++;
  }

  void shared(int id) {
    reposts[id - first]++;
  }

  /** Forgets all messages before one. */
  void dropBefore(int id) {
    for (int old = first; old < id && !literals.isEmpty(); old++) {
      literals.remove(old);
    }
    int gone = id - first;
    int left = end - id;
    for (int[] column :
        new int[][] {
          round, author, parent, frame, evidence, addressee, likes, dislikes, replies, reposts
        }) {
      System.arraycopy(column, gone, column, 0, left);
    }
    System.arraycopy(stance, gone, stance, 0, left);
    System.arraycopy(kind, gone, kind, 0, left);
    first = id;
  }

  private void resize(int capacity) {
    round = Arrays.copyOf(round, capacity);
    kind = Arrays.copyOf(kind, capacity);
    author = Arrays.copyOf(author, capacity);
    parent = Arrays.copyOf(parent, capacity);
    stance = Arrays.copyOf(stance, capacity);
    frame = Arrays.copyOf(frame, capacity);
    evidence = Arrays.copyOf(evidence, capacity);
    addressee = Arrays.copyOf(addressee, capacity);
    likes = Arrays.copyOf(likes, capacity);
    dislikes = Arrays.copyOf(dislikes, capacity);
    replies = Arrays.copyOf(replies, capacity);
    reposts = Arrays.copyOf(reposts, capacity);
  }

  @Override
  public void save(StateOutput out) throws IOException {
    int count = end - first;
    out.writeInt(first);
    out.ints(round, count);
    for (int i = 0; i < count; i++) {
      out.writeByte(kind[i].code());
    }
    out.ints(author, count);
    out.ints(parent, count);
    out.floats(stance, count);
    out.ints(frame, count);
    out.ints(evidence, count);
    out.ints(addressee, count);
    out.ints(likes, count);
    out.ints(dislikes, count);
    out.ints(replies, count);
    out.ints(reposts, count);
    for (int id = first; id < end; id++) {
      if (frame[id - first] == LITERAL) {
        out.text(literals.getOrDefault(id, ""));
      }
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    first = in.readInt();
    round = in.ints();
    end = first + round.length;
    kind = new MessageKind[round.length];
    for (int i = 0; i < kind.length; i++) {
      kind[i] = MessageKind.ofCode(in.readByte());
    }
    author = in.ints();
    parent = in.ints();
    stance = in.floats();
    frame = in.ints();
    evidence = in.ints();
    addressee = in.ints();
    likes = in.ints();
    dislikes = in.ints();
    replies = in.ints();
    reposts = in.ints();
    literals.clear();
    for (int id = first; id < end; id++) {
      if (frame[id - first] == LITERAL) {
        literals.put(id, in.text());
      }
    }
    resize(Math.max(FIRST_CAPACITY, round.length));
  }
}
