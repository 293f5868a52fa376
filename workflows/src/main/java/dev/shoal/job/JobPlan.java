package dev.shoal.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to do, as it was accepted: the spec with all defaults filled in, less the seed.
 *
 * @param markets empty where they are to be derived
 * @param answersKey object with the answers of the job that is repeated, if one is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobPlan(
    String goal,
    int rounds,
    int agents,
    int forecastDays,
    long randomSeed,
    boolean enrichWeb,
    List<MarketPlan> markets,
    List<Event> events,
    Beliefs beliefs,
    TierPlan tier,
    PodPlan pod,
    ReportPlan report,
    @Nullable String answersKey) {

  public JobPlan {
    pod = pod == null ? PodPlan.NONE : pod; // plans from before there was one
    report = report == null ? ReportPlan.PLAIN : report;
  }

  /** The same once more, with the answers that its model gave instead of the model. */
  public JobPlan replaying(
      List<MarketPlan> itsMarkets,
      TierPlan onTier,
      PodPlan inPod,
      ReportPlan withReport,
      String itsAnswers) {
    return new JobPlan(
        goal,
        rounds,
        agents,
        forecastDays,
        randomSeed,
        false,
        itsMarkets,
        events,
        beliefs,
        onTier.replaying(),
        inPod,
        withReport,
        itsAnswers);
  }

  /** How minds move; the fields are those of the request to the pod. */
  public record Beliefs(String dynamics, double bound, double rate) {}

  /** An announcement at the start of a round, from 1. */
  public record Event(int round, String text) {}
}
