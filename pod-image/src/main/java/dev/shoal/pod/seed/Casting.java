package dev.shoal.pod.seed;

import dev.shoal.pod.engine.FollowGraph;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.protocol.artifact.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Makes agents: the entities that can speak, then stakeholder archetypes up to the target. */
public final class Casting {
  private static final List<String> ARCHETYPES =
      List.of(
          "commuter",
          "shop owner",
          "student",
          "pensioner",
          "nurse",
          "journalist",
          "economist",
          "parent",
          "delivery driver",
          "teacher",
          "engineer",
          "lawyer",
          "tenant",
          "civil servant",
          "small investor",
          "campaigner");
  private static final List<String> FIRST_NAMES =
      List.of(
          "Mara", "Ilias", "Noor", "Henrik", "Aisha", "Tomasz", "Greta", "Samuel", "Yara", "Pavel",
          "Lena", "Omar", "Ingrid", "Mateo", "Sofia", "Kwame", "Elif", "Jonas", "Priya", "Anton",
          "Clara", "Dmitri", "Hanna", "Rafael", "Mei", "Viktor", "Amina", "Lukas", "Zoe", "Emil");

  private Casting() {}

  /** At most {@code target} agents, entities first; deterministic in the seed. */
  public static Population cast(List<Entity> entities, int target, long seed) {
    RandomStream random = RandomStream.of(seed, "casting");
    List<Profile> profiles = new ArrayList<>(target);
    for (Entity entity : entities) {
      if (profiles.size() < target && entity.speaks()) {
        profiles.add(ofEntity(profiles.size(), entity, random));
      }
    }
    while (profiles.size() < target) {
      profiles.add(ofArchetype(profiles.size(), random));
    }
    int[] byInfluence =
        IntStream.range(0, profiles.size())
            .boxed()
            .sorted(Comparator.comparingDouble(agent -> -profiles.get(agent).influence()))
            .mapToInt(Integer::intValue)
            .toArray();
    FollowGraph follows = FollowGraph.grow(byInfluence, RandomStream.of(seed, "follows"));
    return new Population(profiles, follows);
  }

  private static Profile ofEntity(int id, Entity entity, RandomStream random) {
    double stance = Math.clamp(0.7 * entity.polarity() + random.between(-0.25, 0.25), -1, 1);
    return new Profile(
        id,
        entity.name(),
        entity.label().toLowerCase(Locale.ROOT),
        true,
        stance,
        random.between(0.5, 0.9),
        random.between(0.6, 0.95),
        Math.min(1, 0.55 + 0.1 * entity.sentences().size() + random.between(0, 0.1)));
  }

  private static Profile ofArchetype(int id, RandomStream random) {
    String role = ARCHETYPES.get(random.nextInt(ARCHETYPES.size()));
    String first = FIRST_NAMES.get(id % FIRST_NAMES.size());
    int series = id / FIRST_NAMES.size();
    String name = series == 0 ? first : first + " " + (series + 1);
    return new Profile(
        id,
        name + " (" + role + ")",
        role,
        false,
        Math.clamp(random.between(-0.8, 0.8) + random.between(-0.2, 0.2), -1, 1),
        random.between(0.2, 0.7),
        random.between(0.3, 0.9),
        random.between(0.05, 0.5));
  }
}
