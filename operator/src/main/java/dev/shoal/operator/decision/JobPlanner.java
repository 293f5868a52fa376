package dev.shoal.operator.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.api.v1alpha1.BeliefSpec;
import dev.shoal.api.v1alpha1.DynamicsKind;
import dev.shoal.api.v1alpha1.MarketSpec;
import dev.shoal.api.v1alpha1.ReportSpec;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.ScheduledEvent;
import dev.shoal.api.v1alpha1.SecretKey;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.api.v1alpha1.WebhookSpec;
import dev.shoal.job.JobPlan;
import dev.shoal.job.MarketPlan;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import dev.shoal.job.ReportPlan;
import dev.shoal.job.TierPlan;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Sha256;
import dev.shoal.schedule.ScheduleNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a spec and its tier, or says what is in the way. */
final class JobPlanner {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private final OperatorConfig config;

  JobPlanner(OperatorConfig config) {
    this.config = config;
  }

  /** What came of planning. */
  sealed interface Planned {}

  /** The job can start. */
  record Ready(NewJob job) implements Planned {}

  /** The job can't start for now. */
  record Unready(Reason reason, String message) implements Planned {}

  Planned plan(Observation seen) {
    SimulationJobSpec spec = seen.job().getSpec();
    Optional<SimulationTier> tier = seen.tier();
    if (tier.isEmpty()) {
      return new Unready(
          Reason.TIER_NOT_FOUND,
          "spec.tier: there is no SimulationTier %s; there are: %s"
              .formatted(
                  spec.tier(), seen.tiers().isEmpty() ? "none" : String.join(", ", seen.tiers())));
    }
    TierPlan tierPlan = TierPlans.of(tier.get(), config.gpuNodeLabel());
    if (seen.seed() instanceof Seed.Replay replay) {
      return ready(
          seen,
          replay.text(),
          replay
              .plan()
              .replaying(
                  replay.markets(),
                  tierPlan,
                  PodPlans.of(seen.job()),
                  report(seen.job().getSpec().report()),
                  replay.answersKey()));
    }
    int rounds = orElse(spec.rounds(), tier.get().getSpec().maxRounds());
    if (rounds > tier.get().getSpec().maxRounds()) {
      return new Unready(
          Reason.ROUNDS_ABOVE_TIER,
          "spec.rounds is %d, tier %s allows at most %d: ask for fewer, or choose another tier"
              .formatted(rounds, spec.tier(), tier.get().getSpec().maxRounds()));
    }
    int agents = orElse(spec.agents(), tier.get().getSpec().targetAgents());
    if (agents > tier.get().getSpec().targetAgents()) {
      return new Unready(
          Reason.AGENTS_ABOVE_TIER,
          "spec.agents is %d, tier %s allows at most %d: ask for fewer, or choose another tier"
              .formatted(agents, spec.tier(), tier.get().getSpec().targetAgents()));
    }
    return switch (seen.seed()) {
      case Seed.NotNeeded notNeeded ->
          throw new IllegalStateException("the seed was not looked up");
      case Seed.Replay replay -> throw new IllegalStateException("a replay was planned above");
      case Seed.Unavailable missing -> new Unready(missing.reason(), missing.message());
      case Seed.Found found -> withSeed(seen, found.text(), rounds, agents, tierPlan);
    };
  }

  private Planned withSeed(
      Observation seen, String seed, int rounds, int agents, TierPlan tierPlan) {
    int length = seed.codePointCount(0, seed.length());
    if (seed.isBlank()) {
      return new Unready(
          Reason.SEED_EMPTY, "the seed is empty: give the document that the agents discuss");
    }
    if (length > config.maxSeedChars()) {
      return new Unready(
          Reason.SEED_TOO_LONG,
          "the seed has %d characters, this installation allows %d: shorten it"
              .formatted(length, config.maxSeedChars()));
    }
    SimulationJobSpec spec = seen.job().getSpec();
    JobPlan plan =
        new JobPlan(
            orElse(spec.goal(), ""),
            rounds,
            agents,
            orElse(spec.forecastDays(), 90),
            spec.randomSeed() == null ? 0 : spec.randomSeed(),
            Boolean.TRUE.equals(spec.enrichWeb()),
            markets(spec),
            events(spec),
            beliefs(spec.beliefs()),
            tierPlan,
            PodPlans.of(seen.job()),
            report(spec.report()),
            null);
    return ready(seen, seed, plan);
  }

  private static Planned ready(Observation seen, String seed, JobPlan plan) {
    SimulationJob job = seen.job();
    Long deadline = job.getSpec().activeDeadlineSeconds();
    RerunSpec rerun = job.getSpec().rerun();
    Instant now = seen.now();
    return new Ready(
        new NewJob(
            job.getMetadata().getUid(),
            job.getMetadata().getNamespace(),
            job.getMetadata().getName(),
            hash(plan, seed, occasion(job)),
            plan,
            seed,
            now,
            deadline == null ? null : now.plusSeconds(deadline),
            rerun == null ? null : rerun.nonce(),
            before(seen)));
  }

  /** Runs and attempts go on counting where a lost row left off, so nothing is taken for newer. */
  private static NewJob.Before before(Observation seen) {
    SimulationJobStatus status = seen.job().getStatus();
    if (seen.row().isPresent() || status == null || status.run() == null) {
      return NewJob.Before.NOTHING;
    }
    return new NewJob.Before(status.run(), orElse(status.attempt(), 0));
  }

  private static List<MarketPlan> markets(SimulationJobSpec spec) {
    List<MarketSpec> markets = spec.markets() == null ? List.of() : spec.markets();
    return markets.stream()
        .map(
            market ->
                new MarketPlan(
                    market.id(),
                    market.question(),
                    market.initialProbability() == null ? 0.5 : market.initialProbability()))
        .toList();
  }

  private static ReportPlan report(@Nullable ReportSpec spec) {
    if (spec == null) {
      return ReportPlan.PLAIN;
    }
    List<WebhookSpec> webhooks = spec.webhooks() == null ? List.of() : spec.webhooks();
    return new ReportPlan(
        !Boolean.FALSE.equals(spec.enabled()), webhooks.stream().map(JobPlanner::webhook).toList());
  }

  private static ReportPlan.Webhook webhook(WebhookSpec spec) {
    SecretKey secret = spec.secretRef();
    return new ReportPlan.Webhook(
        spec.url(), secret == null ? null : new TierPlan.SecretRef(secret.name(), secret.key()));
  }

  private static JobPlan.Beliefs beliefs(@Nullable BeliefSpec spec) {
    DynamicsKind dynamics = spec == null ? null : spec.dynamics();
    Double bound = spec == null ? null : spec.bound();
    Double rate = spec == null ? null : spec.rate();
    return new JobPlan.Beliefs(
        (dynamics == null ? DynamicsKind.FEED : dynamics).wireName(),
        bound == null ? JobRequest.Beliefs.FEED.bound() : bound,
        rate == null ? JobRequest.Beliefs.FEED.rate() : rate);
  }

  private static List<JobPlan.Event> events(SimulationJobSpec spec) {
    List<ScheduledEvent> events =
        spec.scheduledEvents() == null ? List.of() : spec.scheduledEvents();
    return events.stream().map(event -> new JobPlan.Event(event.round(), event.text())).toList();
  }

  /** What a schedule makes is meant to be the same again; anything else has no occasion. */
  private static String occasion(SimulationJob job) {
    Map<String, String> labels = job.getMetadata().getLabels();
    return labels != null && labels.containsKey(ScheduleNames.SCHEDULE_UID)
        ? job.getMetadata().getName()
        : "";
  }

  /** Two jobs with the same hash would do the same. */
  private static String hash(JobPlan plan, String seed, String occasion) {
    try {
      MessageDigest digest = Sha256.digest();
      digest.update(CANONICAL.writeValueAsBytes(plan));
      digest.update(seed.getBytes(StandardCharsets.UTF_8));
      digest.update(occasion.getBytes(StandardCharsets.UTF_8));
      return Sha256.hex(digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
