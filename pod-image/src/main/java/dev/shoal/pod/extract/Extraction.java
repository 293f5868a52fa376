package dev.shoal.pod.extract;

import dev.shoal.pod.engine.Population;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Profile;
import dev.shoal.protocol.artifact.Structured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads out of a finished run what it amounts to: a pure function of its log. */
public final class Extraction {
  private static final int LEADERS = 3;
  private static final int QUOTABLE = 6;
  private static final int WORDS = 3;
  private static final int LONGEST_INSIGHT = 200;
  private static final double TURN = 0.05;

  private final Minds minds;
  private final Population population;
  private final Structured.Scale scale;
  private final List<MarketCurve> curves;
  private final Highlights highlights;
  private final DistinctiveWords words;

  /** The agents' stances at the stages of a run, each by agent. */
  public static final class Minds {
    private final double[] first;
    private final double[] early;
    private final double[] midway;
    private final double[] last;
    private final List<Double> mean;
    private final double confidence;

    /**
     * @param mean of all stances, by round; the first is before round 1
     * @param confidence mean of all agents at the end
     */
    public Minds(
        double[] first,
        double[] early,
        double[] midway,
        double[] last,
        List<Double> mean,
        double confidence) {
      this.first = first;
      this.early = early;
      this.midway = midway;
      this.last = last;
      this.mean = List.copyOf(mean);
      this.confidence = confidence;
    }

    /** Agent that moved most. */
    public int mover() {
      return IntStream.range(0, last.length)
          .boxed()
          .max(
              Comparator.comparingDouble((Integer agent) -> Math.abs(last[agent] - first[agent]))
                  .thenComparing(Comparator.reverseOrder()))
          .orElse(0);
    }
  }

  public Extraction(
      Minds minds,
      Population population,
      String seed,
      Structured.Scale scale,
      List<MarketCurve> curves) {
    this.minds = minds;
    this.population = population;
    this.scale = scale;
    this.curves = curves;
    this.highlights = new Highlights(minds.mover());
    this.words = new DistinctiveWords(seed);
  }

  /** Takes a post in; all are shown once, in any order, before anything is asked for. */
  public void add(PostEntry post) {
    Side side = Side.of(minds.last[post.agentId()]);
    highlights.add(post, side);
    words.add(side, post.text());
  }

  /** At most fifty posts, hottest first. */
  public List<PostEntry> topPosts() {
    return highlights.hottest();
  }

  /** The structured outcome. */
  public Structured structured() {
    return new Structured(
        brief(),
        verdict(),
        keyInsight(),
        List.of(outcome(), driver(), divide(), dynamics()),
        (int) Math.round(50 + 50 * mean(minds.last)),
        coalitions(),
        positions(),
        boundaries(),
        highlights.quotable(QUOTABLE).stream().map(PostEntry::id).toList(),
        disagreementAxis(),
        scale,
        minds.confidence);
  }

  private String verdict() {
    MarketCurve main = curves.getFirst();
    double price = main.points().getLast().price();
    return "%s: %s, at %s by the market's last price."
        .formatted(stripped(main.question()), likelihood(price), percent(price));
  }

  private static String likelihood(double price) {
    return price >= 0.65
        ? "likely"
        : price >= 0.55
            ? "somewhat likely"
            : price > 0.45 ? "open" : price > 0.35 ? "somewhat unlikely" : "unlikely";
  }

  private String keyInsight() {
    MarketCurve.Point end = curves.getFirst().points().getLast();
    double start = curves.getFirst().points().getFirst().price();
    double gap = end.price() - end.medianBelief();
    String movement =
        Math.abs(end.price() - start) < 0.03
            ? "held at " + percent(end.price())
            : "went from %s to %s".formatted(percent(start), percent(end.price()));
    String tail =
        Math.abs(gap) >= 0.08
            ? "the median agent holds %s, so money and minds disagree"
                .formatted(percent(end.medianBelief()))
            : "%d for and %d against at the end"
                .formatted(members(Side.FOR).length, members(Side.AGAINST).length);
    String insight = "The market %s; %s.".formatted(movement, tail);
    return insight.length() <= LONGEST_INSIGHT ? insight : insight.substring(0, LONGEST_INSIGHT);
  }

  private String brief() {
    MarketCurve main = curves.getFirst();
    return ("%d agents discussed the question for %d rounds, in %d messages and %d trades. The market"
            + " moved from %s to %s; at the end %d agents were for, %d against and %d undecided.")
        .formatted(
            scale.agents(),
            scale.rounds(),
            scale.posts(),
            scale.trades(),
            percent(main.points().getFirst().price()),
            percent(main.points().getLast().price()),
            members(Side.FOR).length,
            members(Side.AGAINST).length,
            members(Side.UNDECIDED).length);
  }

  private Structured.Finding outcome() {
    MarketCurve.Point end = curves.getFirst().points().getLast();
    return finding(
        "outcome",
        "Where the market ended",
        "The market maker's last price is %s, the agents' median belief %s and the mean of their odds %s."
            .formatted(
                percent(end.price()), percent(end.medianBelief()), percent(end.meanLogOdds())),
        highlights.hottest().stream().limit(2).toList());
  }

  private Structured.Finding driver() {
    List<PostEntry> answered = highlights.mostAnswered(2);
    String text =
        answered.isEmpty()
            ? "No single post stood out."
            : "The post by %s drew the most answers and shares: %d replies, %d reposts, %d likes."
                .formatted(
                    answered.getFirst().agent(),
                    answered.getFirst().replies(),
                    answered.getFirst().reposts(),
                    answered.getFirst().likes());
    return finding("driver", "What drove the discussion", text, answered);
  }

  private Structured.Finding divide() {
    int[] supporters = members(Side.FOR);
    int[] opponents = members(Side.AGAINST);
    List<PostEntry> cited = new ArrayList<>(highlights.ofSide(Side.FOR, 1));
    cited.addAll(highlights.ofSide(Side.AGAINST, 1));
    return finding(
        "divide",
        "Who stands against whom",
        "%d for, %d against; %s on the one side, %s on the other."
            .formatted(supporters.length, opponents.length, listed(supporters), listed(opponents)),
        cited);
  }

  private Structured.Finding dynamics() {
    int mover = minds.mover();
    List<PostEntry> cited = highlights.ofMover();
    String text =
        "The spread of stances went from %s to %s; %s moved most, from %s to %s."
            .formatted(
                decimal(deviation(minds.first)),
                decimal(deviation(minds.last)),
                population.name(mover),
                signed(minds.first[mover]),
                signed(minds.last[mover]));
    return new Structured.Finding(
        "dynamics",
        "How minds moved",
        text,
        cited.stream().map(PostEntry::id).toList(),
        List.of(population.name(mover)));
  }

  private List<Structured.Coalition> coalitions() {
    List<Structured.Coalition> coalitions = new ArrayList<>();
    List<String> stages = List.of("early", "midway", "late");
    List<double[]> at = List.of(minds.early, minds.midway, minds.last);
    for (int i = 0; i < stages.size(); i++) {
      for (Side side : Side.values()) {
        int[] members = side.members(at.get(i));
        coalitions.add(
            new Structured.Coalition(stages.get(i), side.word(), members.length, leaders(members)));
      }
    }
    return coalitions;
  }

  private List<Structured.StakeholderPosition> positions() {
    return IntStream.range(0, population.size())
        .filter(agent -> population.cast().entity(agent))
        .mapToObj(
            agent -> {
              Profile profile = population.profile(agent);
              return new Structured.StakeholderPosition(
                  profile.name(), profile.role(), minds.first[agent], minds.last[agent]);
            })
        .toList();
  }

  private List<Structured.PhaseBoundary> boundaries() {
    return ChangePoints.of(minds.mean, TURN).stream()
        .map(
            change ->
                new Structured.PhaseBoundary(
                    change.at(),
                    "mean stance %s before, %s after"
                        .formatted(signed(change.before()), signed(change.after()))))
        .toList();
  }

  private String disagreementAxis() {
    int[] supporters = members(Side.FOR);
    int[] opponents = members(Side.AGAINST);
    if (supporters.length == 0 || opponents.length == 0) {
      return "no lasting disagreement, all who took a side took the same";
    }
    String axis =
        "%s against %s".formatted(leaders(supporters).getFirst(), leaders(opponents).getFirst());
    List<String> pro = words.of(Side.FOR, WORDS);
    List<String> contra = words.of(Side.AGAINST, WORDS);
    return pro.isEmpty() || contra.isEmpty()
        ? axis
        : "%s; the ones speak of %s, the others of %s"
            .formatted(axis, String.join(", ", pro), String.join(", ", contra));
  }

  private static Structured.Finding finding(
      String slot, String title, String text, List<PostEntry> cited) {
    return new Structured.Finding(
        slot,
        title,
        text,
        cited.stream().map(PostEntry::id).distinct().toList(),
        cited.stream().map(PostEntry::agent).distinct().toList());
  }

  private int[] members(Side side) {
    return side.members(minds.last);
  }

  private List<String> leaders(int[] members) {
    return Arrays.stream(members)
        .boxed()
        .sorted(Comparator.comparingDouble(agent -> -population.influence(agent)))
        .limit(LEADERS)
        .map(population::name)
        .toList();
  }

  private String listed(int[] members) {
    List<String> leaders = leaders(members);
    return leaders.isEmpty() ? "nobody" : String.join(", ", leaders);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static String stripped(String question) {
    return question.strip().replaceAll("[?.]+$", "");
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  private static String signed(double stance) {
    return String.format(Locale.ROOT, "%+.2f", stance);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
