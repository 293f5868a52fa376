package dev.shoal.pod.seed;

import dev.shoal.pod.engine.Cast;
import dev.shoal.pod.engine.FollowGraph;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
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
  private static final List<String> TEMPERS =
      List.of(
          "speaks from experience",
          "wants to see figures first",
          "worries about what it costs",
          "thinks of those who come after",
          "has been let down by promises before",
          "likes a good argument",
          "would rather try than wait",
          "sides with the neighbours");

  private Casting() {}

  /** At most {@code target} agents, entities first; deterministic in the seed. */
  public static Population cast(List<Entity> entities, int target, long seed) {
    RandomStream random = RandomStream.of(seed, "casting");
    List<Entity> speakers = entities.stream().filter(Entity::speaks).limit(target).toList();
    double[] stance = new double[target];
    double[] confidence = new double[target];
    double[] activity = new double[target];
    double[] influence = new double[target];
    byte[] roles = new byte[target];
    for (int agent = 0; agent < target; agent++) {
      if (agent < speakers.size()) {
        Entity entity = speakers.get(agent);
        stance[agent] = Math.clamp(0.7 * entity.polarity() + random.between(-0.25, 0.25), -1, 1);
        confidence[agent] = random.between(0.5, 0.9);
        activity[agent] = random.between(0.6, 0.95);
        influence[agent] =
            Math.min(1, 0.55 + 0.1 * entity.sentences().size() + random.between(0, 0.1));
      } else {
        roles[agent] = (byte) random.nextInt(ARCHETYPES.size());
        stance[agent] = Math.clamp(random.between(-0.8, 0.8) + random.between(-0.2, 0.2), -1, 1);
        confidence[agent] = random.between(0.2, 0.7);
        activity[agent] = random.between(0.3, 0.9);
        influence[agent] = random.between(0.05, 0.5);
      }
    }
    FollowGraph follows =
        FollowGraph.grow(byInfluence(influence), RandomStream.of(seed, "follows"));
    return new Population(
        new Roster(speakers, roles, seed), stance, confidence, activity, influence, follows);
  }

  private static int[] byInfluence(double[] influence) {
    return IntStream.range(0, influence.length)
        .boxed()
        .sorted(Comparator.comparingDouble(agent -> -influence[agent]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Names are made when they are read, so that a million agents need no million names. */
  private static final class Roster implements Cast {
    private final List<Entity> speakers;
    private final byte[] roles;
    private final long seed;

    Roster(List<Entity> speakers, byte[] roles, long seed) {
      this.speakers = speakers;
      this.roles = roles;
      this.seed = seed;
    }

    @Override
    public String name(int agent) {
      if (entity(agent)) {
        return speakers.get(agent).name();
      }
      int series = agent / FIRST_NAMES.size();
      String first = FIRST_NAMES.get(agent % FIRST_NAMES.size());
      return first + (series == 0 ? "" : " " + (series + 1)) + " (" + role(agent) + ")";
    }

    @Override
    public String role(int agent) {
      return entity(agent)
          ? speakers.get(agent).label().toLowerCase(Locale.ROOT)
          : ARCHETYPES.get(roles[agent]);
    }

    @Override
    public String persona(int agent) {
      if (entity(agent)) {
        return speakers.get(agent).persona();
      }
      RandomStream random = RandomStream.of(seed, -7, agent);
      return "A %s of %d who %s."
          .formatted(
              role(agent), 19 + random.nextInt(55), TEMPERS.get(random.nextInt(TEMPERS.size())));
    }

    @Override
    public boolean entity(int agent) {
      return agent < speakers.size();
    }
  }
}
