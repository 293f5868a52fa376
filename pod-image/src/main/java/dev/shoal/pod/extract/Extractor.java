package dev.shoal.pod.extract;

import dev.shoal.pod.engine.Population;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.social.Message;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads out of a finished run what it amounts to; reads alone, changes nothing. */
public final class Extractor {
  private static final double UNDECIDED = 0.15;
  private static final int LEADERS = 3;
  private static final int QUOTABLE = 6;

  private final Run run;
  private final Population population;
  private final List<PostEntry> posts;
  private final List<MarketCurve> curves;

  public Extractor(Run run, List<PostEntry> postsHottestFirst) {
    this.run = run;
    this.population = run.population();
    this.posts = postsHottestFirst;
    this.curves = run.market().curves();
  }

  /** The structured outcome. */
  public Structured extract() {
    List<Structured.Coalition> coalitions = coalitions();
    List<Structured.StakeholderPosition> positions = positions();
    double[] last = run.log().stances().getLast();
    return new Structured(
        brief(last),
        verdict(),
        List.of(outcome(), driver(), divide(last), dynamics()),
        (int) Math.round(50 + 50 * Arrays.stream(last).average().orElse(0)),
        coalitions,
        positions,
        boundaries(),
        posts.stream().limit(QUOTABLE).map(PostEntry::id).toList(),
        disagreementAxis(last),
        new Structured.Scale(
            population.size(),
            run.log().rounds().size(),
            run.social().messages().size(),
            run.market().trades().size()),
        Arrays.stream(run.log().confidences().getLast()).average().orElse(0));
  }

  private String verdict() {
    MarketCurve main = curves.getFirst();
    double price = main.points().getLast().price();
    String leaning =
        price >= 0.65
            ? "likely"
            : price >= 0.55
                ? "somewhat likely"
                : price > 0.45 ? "open" : price > 0.35 ? "somewhat unlikely" : "unlikely";
    return "%s: %s, at %s by the market's last price."
        .formatted(stripped(main.question()), leaning, percent(price));
  }

  private String brief(double[] last) {
    MarketCurve main = curves.getFirst();
    return ("%d agents discussed the question for %d rounds, in %d messages and %d trades. The market"
            + " moved from %s to %s; at the end %d agents were for, %d against and %d undecided.")
        .formatted(
            population.size(),
            run.log().rounds().size(),
            run.social().messages().size(),
            run.market().trades().size(),
            percent(main.points().getFirst().price()),
            percent(main.points().getLast().price()),
            side(last, "for").length,
            side(last, "against").length,
            side(last, "undecided").length);
  }

  private Structured.Finding outcome() {
    MarketCurve.Point end = curves.getFirst().points().getLast();
    List<PostEntry> cited = posts.stream().limit(2).toList();
    return finding(
        "outcome",
        "Where the market ended",
        "The market maker's last price is %s, the agents' median belief %s and the mean of their odds %s."
            .formatted(
                percent(end.price()), percent(end.medianBelief()), percent(end.meanLogOdds())),
        cited);
  }

  private Structured.Finding driver() {
    List<PostEntry> mostAnswered =
        posts.stream()
            .sorted(Comparator.comparingInt((PostEntry post) -> -(post.replies() + post.reposts())))
            .limit(2)
            .toList();
    String text =
        mostAnswered.isEmpty()
            ? "No single post stood out."
            : "The post by %s drew the most answers and shares: %d replies, %d reposts, %d likes."
                .formatted(
                    mostAnswered.getFirst().agent(),
                    mostAnswered.getFirst().replies(),
                    mostAnswered.getFirst().reposts(),
                    mostAnswered.getFirst().likes());
    return finding("driver", "What drove the discussion", text, mostAnswered);
  }

  private Structured.Finding divide(double[] last) {
    int[] supporters = side(last, "for");
    int[] opponents = side(last, "against");
    List<PostEntry> cited = new ArrayList<>();
    for (int[] camp : List.of(supporters, opponents)) {
      posts.stream()
          .filter(post -> Arrays.stream(camp).anyMatch(agent -> agent == post.agentId()))
          .findFirst()
          .ifPresent(cited::add);
    }
    return finding(
        "divide",
        "Who stands against whom",
        "%s for, %s against; %s on the one side, %s on the other."
            .formatted(supporters.length, opponents.length, listed(supporters), listed(opponents)),
        cited);
  }

  private Structured.Finding dynamics() {
    double[] first = run.log().stances().getFirst();
    double[] last = run.log().stances().getLast();
    int mover =
        IntStream.range(0, last.length)
            .boxed()
            .max(Comparator.comparingDouble(agent -> Math.abs(last[agent] - first[agent])))
            .orElse(0);
    List<PostEntry> cited =
        posts.stream().filter(post -> post.agentId() == mover).limit(1).toList();
    String text =
        "The spread of stances went from %.2f to %.2f; %s moved most, from %+.2f to %+.2f."
            .formatted(
                deviation(first),
                deviation(last),
                population.name(mover),
                first[mover],
                last[mover]);
    return new Structured.Finding(
        "dynamics",
        "How minds moved",
        text,
        cited.stream().map(PostEntry::id).toList(),
        List.of(population.name(mover)));
  }

  private List<Structured.Coalition> coalitions() {
    List<double[]> stances = run.log().stances();
    List<Structured.Coalition> coalitions = new ArrayList<>();
    List<String> stages = List.of("early", "midway", "late");
    for (int i = 0; i < stages.size(); i++) {
      double[] at = stances.get((stances.size() - 1) * (2 * i + 1) / 5);
      if (i == 2) {
        at = stances.getLast();
      }
      for (String side : List.of("for", "against", "undecided")) {
        int[] members = side(at, side);
        coalitions.add(
            new Structured.Coalition(stages.get(i), side, members.length, leaders(members)));
      }
    }
    return coalitions;
  }

  private List<Structured.StakeholderPosition> positions() {
    double[] first = run.log().stances().getFirst();
    double[] last = run.log().stances().getLast();
    return population.profiles().stream()
        .filter(profile -> profile.entity())
        .map(
            profile ->
                new Structured.StakeholderPosition(
                    profile.name(),
                    profile.role(),
                    first[profile.agentId()],
                    last[profile.agentId()]))
        .toList();
  }

  private List<Structured.PhaseBoundary> boundaries() {
    List<double[]> stances = run.log().stances();
    List<Structured.PhaseBoundary> boundaries = new ArrayList<>();
    double turn = Arrays.stream(stances.getFirst()).average().orElse(0);
    for (int round = 1; round < stances.size(); round++) {
      double mean = Arrays.stream(stances.get(round)).average().orElse(0);
      if (Math.abs(mean - turn) >= 0.05) {
        boundaries.add(
            new Structured.PhaseBoundary(
                round, "mean stance moved from %+.2f to %+.2f".formatted(turn, mean)));
        turn = mean;
      }
    }
    return boundaries;
  }

  private String disagreementAxis(double[] last) {
    int[] supporters = side(last, "for");
    int[] opponents = side(last, "against");
    if (supporters.length == 0 || opponents.length == 0) {
      return "no lasting disagreement, all who took a side took the same";
    }
    return "%s against %s".formatted(leaders(supporters).getFirst(), leaders(opponents).getFirst());
  }

  private Structured.Finding finding(
      String slot, String title, String text, List<PostEntry> cited) {
    return new Structured.Finding(
        slot,
        title,
        text,
        cited.stream().map(PostEntry::id).distinct().toList(),
        cited.stream().map(PostEntry::agent).distinct().toList());
  }

  private int[] side(double[] stances, String side) {
    return IntStream.range(0, stances.length)
        .filter(agent -> sideOf(stances[agent]).equals(side))
        .toArray();
  }

  private static String sideOf(double stance) {
    return stance > UNDECIDED ? "for" : stance < -UNDECIDED ? "against" : "undecided";
  }

  private List<String> leaders(int[] members) {
    return Arrays.stream(members)
        .boxed()
        .sorted(Comparator.comparingDouble(agent -> -population.profile(agent).influence()))
        .limit(LEADERS)
        .map(population::name)
        .toList();
  }

  private String listed(int[] members) {
    List<String> leaders = leaders(members);
    return leaders.isEmpty() ? "nobody" : String.join(", ", leaders);
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static String stripped(String question) {
    return question.strip().replaceAll("[?.]+$", "");
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  /** Posts and replies of a run, hottest first. */
  public static List<PostEntry> posts(Run run) {
    return run.social().messages().stream()
        .filter(
            message -> message.kind() == Message.Kind.POST || message.kind() == Message.Kind.REPLY)
        .map(message -> entry(run, message))
        .sorted(
            Comparator.comparingDouble((PostEntry post) -> -(post.likes() - post.dislikes()))
                .thenComparing(Comparator.comparingDouble((PostEntry post) -> -post.hot()))
                .thenComparingInt(PostEntry::id))
        .toList();
  }

  private static PostEntry entry(Run run, Message message) {
    return new PostEntry(
        message.id(),
        message.round(),
        message.author(),
        run.population().name(message.author()),
        message.text(),
        message.likes(),
        message.dislikes(),
        message.replies(),
        message.reposts(),
        SocialEnvironment.hotness(message));
  }
}
