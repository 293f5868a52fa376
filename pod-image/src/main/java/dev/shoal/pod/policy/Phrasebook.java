package dev.shoal.pod.policy;

import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.seed.Entity;
import dev.shoal.pod.seed.Polarity;
import dev.shoal.pod.seed.SeedDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words for scripted agents: phrases by stance around sentences of the seed as evidence. */
final class Phrasebook {
  private static final double UNDECIDED = 0.15;

  private static final List<String> FOR =
      List.of(
          "This can work, and the facts are there: %s",
          "I am for it. What decides it for me: %s",
          "People who say no should read this again: %s",
          "The case is better than its reputation. %s",
          "I expect a yes, since %s",
          "Count me in. %s");
  private static final List<String> AGAINST =
      List.of(
          "I don't see it happening. %s",
          "Nobody has answered this yet: %s",
          "This is where it falls apart: %s",
          "I am against it as it stands. %s",
          "Before anyone celebrates: %s",
          "The price is too high for what we get. %s");
  private static final List<String> OPEN =
      List.of(
          "I could go either way. What I keep coming back to: %s",
          "Has anyone better figures on this? %s",
          "Both sides quote this one: %s",
          "Undecided, and this is why: %s");
  private static final List<String> AGREE =
      List.of(
          "@%s exactly, and that is the part that gets overlooked.",
          "@%s I see it the same way. The numbers point there too.",
          "@%s well put. I would only add that timing decides it.",
          "@%s agreed. This is the strongest point so far.");
  private static final List<String> DISAGREE =
      List.of(
          "@%s I read the same figures and come to the opposite view.",
          "@%s that leaves out who pays for it.",
          "@%s I don't buy that. Where has it worked under these conditions?",
          "@%s one quote doesn't settle this.");
  private static final List<String> ASK =
      List.of(
          "@%s what would change your mind?",
          "@%s is there a source for that?", "@%s fair, but what happens to those in the middle?");

  private final List<String> speakingFor = new ArrayList<>();
  private final List<String> speakingAgainst = new ArrayList<>();
  private final List<String> all;
  private final Map<String, List<String>> byEntity = new HashMap<>();

  Phrasebook(SeedDocument document, List<Entity> entities, String goal) {
    this.all = document.sentences().isEmpty() ? List.of(goal) : document.sentences();
    for (String sentence : all) {
      double polarity = Polarity.of(sentence);
      if (polarity > 0) {
        speakingFor.add(sentence);
      } else if (polarity < 0) {
        speakingAgainst.add(sentence);
      }
    }
    for (Entity entity : entities) {
      byEntity.put(
          entity.name(),
          entity.sentences().stream().map(i -> document.sentences().get(i)).toList());
    }
  }

  String post(String author, double stance, RandomStream random) {
    List<String> own = byEntity.getOrDefault(author, List.of());
    List<String> side =
        stance > UNDECIDED ? speakingFor : stance < -UNDECIDED ? speakingAgainst : all;
    List<String> evidence =
        !own.isEmpty() && random.nextDouble() < 0.5 ? own : side.isEmpty() ? all : side;
    List<String> frames = stance > UNDECIDED ? FOR : stance < -UNDECIDED ? AGAINST : OPEN;
    return pick(frames, random).formatted(pick(evidence, random));
  }

  String reply(String to, double gap, RandomStream random) {
    List<String> frames = gap < 0.45 ? AGREE : gap > 0.9 ? DISAGREE : ASK;
    return pick(frames, random).formatted(to);
  }

  private static String pick(List<String> from, RandomStream random) {
    return from.get(random.nextInt(from.size()));
  }
}
