package dev.shoal.operator.config;

import dev.shoal.config.Settings;
import dev.shoal.kube.Namespaces;
import dev.shoal.objectstore.PublicStore;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.temporal.HistoryKeys;
import dev.shoal.temporal.TemporalConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Settings of the operator. Temporal's connection is configured by its standard TEMPORAL_*
 * variables.
 *
 * @param databaseUrl {@code DATABASE_URL}, as psql takes it
 * @param store where the installation keeps objects
 * @param publicStore the same as people outside the cluster reach it
 * @param namespace {@code POD_NAMESPACE}: its own, for the leader's lease
 * @param identity {@code POD_NAME}: whom the lease names, the same after a container's restart
 * @param watched {@code SHOAL_WATCH_NAMESPACES}: of jobs
 * @param historyKeys {@code SHOAL_HISTORY_KEYS}: what Temporal's histories are encrypted with
 * @param searchAttributes {@code SHOAL_SEARCH_ATTRIBUTES}: whether workflows get some
 * @param readOnly {@code DEMO_MODE}: accepts no jobs
 * @param maxSeedChars {@code MAX_SEED_CHARS}: in code points, at most the CRD's bound
 * @param gpuNodeLabel {@code SHOAL_GPU_NODE_LABEL}: label that a tier's gpuType is a value of
 * @param workers {@code SHOAL_WORKER_DEPLOYMENT}: the Deployment of the worker, if jobs are to end
 *     on the build that they began on
 * @param traces {@code OTEL_EXPORTER_OTLP_ENDPOINT}: where traces go, if they are to go anywhere
 * @param leaderElection {@code SHOAL_LEADER_ELECTION}
 * @param timing fixed durations, scaled by {@code SHOAL_DURATION_SCALE}
 * @param managementPort {@code SHOAL_MANAGEMENT_PORT}
 */
public record OperatorConfig(
    String databaseUrl,
    StoreSettings store,
    PublicStore publicStore,
    String namespace,
    String identity,
    Namespaces watched,
    Optional<HistoryKeys> historyKeys,
    boolean searchAttributes,
    boolean readOnly,
    int maxSeedChars,
    String gpuNodeLabel,
    Optional<String> workers,
    Optional<String> traces,
    boolean leaderElection,
    Timing timing,
    int managementPort) {

  private static final int MOST_SEED_CHARS = 50_000;

  /** Reads the settings. */
  public static OperatorConfig from(Settings settings) {
    TemporalConnection.check(settings);
    return new OperatorConfig(
        settings.required("DATABASE_URL"),
        StoreSettings.from(settings),
        PublicStore.from(settings),
        settings.required("POD_NAMESPACE"),
        settings.text("POD_NAME", UUID.randomUUID().toString()),
        namespaces(settings),
        settings.parsed("SHOAL_HISTORY_KEYS", HistoryKeys::read),
        settings.flag("SHOAL_SEARCH_ATTRIBUTES", false),
        settings.flag("DEMO_MODE", false),
        settings.number("MAX_SEED_CHARS", MOST_SEED_CHARS, 1, MOST_SEED_CHARS),
        settings.text("SHOAL_GPU_NODE_LABEL", "nvidia.com/gpu.product"),
        settings.optional("SHOAL_WORKER_DEPLOYMENT"),
        settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT"),
        settings.flag("SHOAL_LEADER_ELECTION", true),
        Timing.scaled(settings.factor("SHOAL_DURATION_SCALE", 1)),
        settings.number("SHOAL_MANAGEMENT_PORT", 8080, 1, 65_535));
  }

  /** Reads which namespaces' jobs it sees to. */
  public static Namespaces namespaces(Settings settings) {
    return Namespaces.of(settings.text("SHOAL_WATCH_NAMESPACES", ""));
  }

  /**
   * Durations that nobody has to set.
   *
   * @param look wait between two looks at something that waits for the outside
   * @param stopWait time that a workflow has to give its pod back, before the operator does
   * @param finalizerGrace time after which a deleted job goes even if its workflow can't be asked
   * @param sweep time between two sweeps
   * @param lostAfter time between the two looks that a lost workflow needs
   * @param workersUp time that workers of an earlier build have to come up
   * @param healthEvery time between two looks at the installation's health, at least 15 s
   * @param grantValid time that links to artifacts are good for
   * @param resync time after which every job is looked at again
   */
  public record Timing(
      Duration look,
      Duration stopWait,
      Duration finalizerGrace,
      Duration sweep,
      Duration lostAfter,
      Duration workersUp,
      Duration healthEvery,
      Duration grantValid,
      Duration resync) {

    /** The durations times a factor, none below half a second. */
    public static Timing scaled(double factor) {
      return new Timing(
          scaled(15, factor),
          scaled(60, factor),
          scaled(600, factor),
          scaled(15, factor),
          scaled(15, factor),
          scaled(600, factor),
          Duration.ofSeconds(Math.max(15, Math.round(60 * factor))),
          scaled(600, factor),
          scaled(300, factor));
    }

    private static Duration scaled(long seconds, double factor) {
      return Duration.ofMillis(Math.max(500, Math.round(seconds * 1_000 * factor)));
    }
  }
}
