package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.FailureStatus;
import dev.shoal.api.v1alpha1.MarketStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.ProgressStatus;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.api.v1alpha1.WorkflowStatus;
import dev.shoal.job.Attempt;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.LiveStatus;
import dev.shoal.operator.decision.Decision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps a job's row and ledger to the status that users see. Pure. */
public final class StatusMapping {
  private static final int ATTEMPTS_SHOWN = 10;
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);

  private StatusMapping() {}

  /**
   * The status of a job without a row: a draft, or one that waits to be accepted. Where there was
   * one, runs and attempts go on counting.
   */
  public static SimulationJobStatus unstarted(
      SimulationJob job, Optional<Decision.Waiting> waiting, Instant now) {
    Phase phase = Boolean.TRUE.equals(job.getSpec().suspend()) ? Phase.DRAFT : Phase.PENDING;
    SimulationJobStatus before = job.getStatus();
    return new SimulationJobStatus(
        phase,
        before == null ? null : nextRun(before),
        generation(job),
        null,
        null,
        null,
        null,
        before == null ? null : before.attempt(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Conditions.unstarted(job, phase, waiting, now));
  }

  /** A run that lost its row is over: what is drafted is the next one. */
  private static @Nullable Integer nextRun(SimulationJobStatus before) {
    Integer run = before.run();
    return run == null || before.phase() == Phase.DRAFT ? run : Integer.valueOf(run + 1);
  }

  /** The status of a job with a row. */
  public static SimulationJobStatus of(
      SimulationJob job,
      JobRow row,
      List<Attempt> attempts,
      Optional<Decision.Waiting> waiting,
      Instant now) {
    Phase phase = phase(row.phase());
    Attempt last = attempts.isEmpty() ? null : attempts.getLast();
    double gpuSeconds = gpuSeconds(row, attempts);
    BigDecimal price = row.plan().tier().pricePerGpuHour();
    return new SimulationJobStatus(
        phase,
        row.run(),
        generation(job),
        text(row.startedAt()),
        text(row.completedAt()),
        row.workflowId() == null ? null : new WorkflowStatus(row.workflowId(), row.workflowRunId()),
        progress(row),
        last == null ? null : last.attempt(),
        last == null ? null : last.node(),
        attempts.isEmpty() ? null : attempts(attempts),
        attempts.isEmpty() ? null : Math.round(gpuSeconds),
        price == null || attempts.isEmpty() ? null : cost(price, gpuSeconds),
        row.resultMarkets().isEmpty() ? null : markets(row),
        row.keyInsight(),
        row.artifacts().isEmpty() ? null : artifacts(row),
        failure(row.failure()),
        Conditions.of(job, row, attempts, waiting, now));
  }

  /** The phase that users see; the legacy one shows as failed. */
  public static Phase phase(JobPhase phase) {
    return phase == JobPhase.REFUNDED ? Phase.FAILED : Phase.valueOf(phase.name());
  }

  private static @Nullable ProgressStatus progress(JobRow row) {
    LiveStatus live = row.liveStatus();
    int rounds = row.plan().rounds();
    if (live == null) {
      return null;
    }
    int round = row.simDataAvailable() ? rounds : live.round();
    Long remaining =
        row.simDataAvailable()
            ? Long.valueOf(0)
            : live.roundsPerMin() > 0
                ? Long.valueOf(Math.round((rounds - round) * 60 / live.roundsPerMin()))
                : null;
    return new ProgressStatus(
        round,
        rounds,
        100 * round / rounds,
        round + "/" + rounds,
        remaining,
        text(live.at().truncatedTo(ChronoUnit.SECONDS)));
  }

  private static List<AttemptStatus> attempts(List<Attempt> attempts) {
    return attempts.stream()
        .skip(Math.max(0, attempts.size() - ATTEMPTS_SHOWN))
        .map(
            attempt ->
                new AttemptStatus(
                    attempt.attempt(),
                    attempt.podName(),
                    attempt.podUid(),
                    attempt.node(),
                    attempt.reason(),
                    text(attempt.createdAt()),
                    text(attempt.boundAt()),
                    text(attempt.runningAt()),
                    text(attempt.goneAt()),
                    attempt.goneAt() == null ? null : Math.round(attempt.gpuSeconds())))
        .toList();
  }

  /** What the ledger has, and for a pod that is there, up to the last look at it. */
  private static double gpuSeconds(JobRow row, List<Attempt> attempts) {
    double total = 0;
    for (Attempt attempt : attempts) {
      total += attempt.gpuSeconds();
      LiveStatus live = row.liveStatus();
      Instant bound = attempt.boundAt();
      if (attempt.goneAt() == null && bound != null && live != null && live.at().isAfter(bound)) {
        total += attempt.gpuCount() * Duration.between(bound, live.at()).toMillis() / 1000.0;
      }
    }
    return total;
  }

  private static String cost(BigDecimal price, double gpuSeconds) {
    return price
        .multiply(BigDecimal.valueOf(gpuSeconds))
        .divide(SECONDS_AN_HOUR, 4, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static List<MarketStatus> markets(JobRow row) {
    return row.resultMarkets().stream()
        .map(
            market ->
                new MarketStatus(
                    market.id(),
                    market.question(),
                    String.format(Locale.ROOT, "%.2f", market.probability())))
        .toList();
  }

  private static List<ArtifactStatus> artifacts(JobRow row) {
    return row.artifacts().stream()
        .map(
            artifact ->
                new ArtifactStatus(
                    artifact.name(), artifact.key(), artifact.bytes(), artifact.sha256()))
        .toList();
  }

  private static @Nullable FailureStatus failure(@Nullable Failure failure) {
    return failure == null
        ? null
        : new FailureStatus(failure.reason().title(), failure.message(), phase(failure.phase()));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Long generation(SimulationJob job) {
    return job.getMetadata().getGeneration();
  }
}
