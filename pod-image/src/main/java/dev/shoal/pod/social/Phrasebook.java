package dev.shoal.pod.social;

import dev.shoal.pod.engine.Cast;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.seed.Entity;
import dev.shoal.pod.seed.Polarity;
import dev.shoal.pod.seed.SeedDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Words for scripted agents: phrases by stance around sentences of the seed as evidence. */
public final class Phrasebook {
  private static final double UNDECIDED = 0.15;

  private static final List<String> FRAMES =
      List.of(
          "This can work, and the facts are there: %s",
          "I am for it. What decides it for me: %s",
          "People who say no should read this again: %s",
          "The case is better than its reputation. %s",
          "I expect a yes, since %s",
          "Count me in. %s",
          "I don't see it happening. %s",
          "Nobody has answered this yet: %s",
          "This is where it falls apart: %s",
          "I am against it as it stands. %s",
          "Before anyone celebrates: %s",
          "The price is too high for what we get. %s",
          "I could go either way. What I keep coming back to: %s",
          "Has anyone better figures on this? %s",
          "Both sides quote this one: %s",
          "Undecided, and this is why: %s",
          "@%s exactly, and that is the part that gets overlooked.",
          "@%s I see it the same way. The numbers point there too.",
          "@%s well put. I would only add that timing decides it.",
          "@%s agreed. This is the strongest point so far.",
          "@%s I read the same figures and come to the opposite view.",
          "@%s that leaves out who pays for it.",
          "@%s I don't buy that. Where has it worked under these conditions?",
          "@%s one quote doesn't settle this.",
          "@%s what would change your mind?",
          "@%s is there a source for that?",
          "@%s fair, but what happens to those in the middle?");

  private static final Section FOR = new Section(0, 6);
  private static final Section AGAINST = new Section(6, 6);
  private static final Section OPEN = new Section(12, 4);
  private static final Section AGREE = new Section(16, 4);
  private static final Section DISAGREE = new Section(20, 4);
  private static final Section ASK = new Section(24, 3);
  private static final int FIRST_REPLY = AGREE.first();

  private final Cast cast;
  private final List<String> evidence;
  private final int[] all;
  private final int[] speakingFor;
  private final int[] speakingAgainst;
  private final Map<String, int[]> byEntity = new HashMap<>();

  public Phrasebook(Cast cast, SeedDocument document, List<Entity> entities, String goal) {
    this.cast = cast;
    this.evidence = document.sentences().isEmpty() ? List.of(goal) : document.sentences();
    List<Integer> supporting = new ArrayList<>();
    List<Integer> opposing = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      double polarity = Polarity.of(evidence.get(i));
      if (polarity > 0) {
        supporting.add(i);
      } else if (polarity < 0) {
        opposing.add(i);
      }
    }
    this.all = IntStream.range(0, evidence.size()).toArray();
    this.speakingFor = orAll(supporting);
    this.speakingAgainst = orAll(opposing);
    for (Entity entity : entities) {
      byEntity.put(
          entity.name(), entity.sentences().stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** A message of one's own. */
  public Wording.Phrase post(int author, double stance, RandomStream random) {
    int[] side = stance > UNDECIDED ? speakingFor : stance < -UNDECIDED ? speakingAgainst : all;
    boolean ofItself = cast.entity(author) && random.nextDouble() < 0.5;
    int[] from = ofItself ? byEntity.getOrDefault(cast.name(author), side) : side;
    Section section = stance > UNDECIDED ? FOR : stance < -UNDECIDED ? AGAINST : OPEN;
    return new Wording.Phrase(section.draw(random), from[random.nextInt(from.length)], -1);
  }

  /** An answer, by how far apart the two are. */
  public Wording.Phrase reply(int to, double gap, RandomStream random) {
    Section section = gap < 0.45 ? AGREE : gap > 0.9 ? DISAGREE : ASK;
    return new Wording.Phrase(section.draw(random), -1, to);
  }

  /** Puts a phrase into words. */
  public String words(Wording.Phrase phrase) {
    String frame = FRAMES.get(phrase.frame());
    return phrase.frame() < FIRST_REPLY
        ? frame.formatted(evidence.get(phrase.evidence()))
        : frame.formatted(cast.name(phrase.addressee()));
  }

  private int[] orAll(List<Integer> chosen) {
    return chosen.isEmpty() ? all : chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Frames that say the same kind of thing, by their indices. */
  private record Section(int first, int size) {
    int draw(RandomStream random) {
      return first + random.nextInt(size);
    }
  }
}
