package dev.shoal.worker;

import dev.shoal.config.Settings;
import dev.shoal.kube.Namespaces;
import dev.shoal.kube.PodSettings;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.temporal.HistoryKeys;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.temporal.WorkerBuild;
import java.util.Optional;

/**
 * Settings of the Temporal worker. Temporal's own connection is configured by its standard
 * TEMPORAL_* variables.
 *
 * @param namespaces {@code SHOAL_WATCH_NAMESPACES}: of jobs
 * @param historyKeys {@code SHOAL_HISTORY_KEYS}: what Temporal's histories are encrypted with
 * @param databaseUrl {@code DATABASE_URL}, as psql takes it
 * @param store where artifacts and reports are kept
 * @param createBucket {@code S3_CREATE_BUCKET}: whether the bucket is made where it is missing
 * @param pods {@code SHOAL_POD_IMAGE}, {@code SHOAL_POD_IMAGE_PULL_POLICY}, {@code S3_CA}
 * @param installationKey {@code SHOAL_INSTALLATION_KEY}: what the pods' tokens are derived from
 * @param models keys and endpoints of the models that the installation may use
 * @param build {@code SHOAL_BUILD}: its build; without one Temporal gives it any workflow
 * @param traces {@code OTEL_EXPORTER_OTLP_ENDPOINT}: where traces go, if they are to go anywhere
 * @param liveJobs {@code SHOAL_MAX_LIVE_JOBS}: jobs that one worker follows at once
 * @param durationScale {@code SHOAL_DURATION_SCALE}: factor on fixed limits, for tests
 * @param managementPort {@code SHOAL_MANAGEMENT_PORT}
 */
record WorkerConfig(
    Namespaces namespaces,
    Optional<HistoryKeys> historyKeys,
    String databaseUrl,
    StoreSettings store,
    boolean createBucket,
    PodSettings pods,
    String installationKey,
    Models models,
    Optional<WorkerBuild> build,
    Optional<String> traces,
    int liveJobs,
    double durationScale,
    int managementPort) {

  /**
   * Models beside the pod's, none of them needed.
   *
   * @param xaiKey {@code XAI_API_KEY}: web search; {@code XAI_BASE_URL}, {@code XAI_MODEL}
   * @param openAiKey {@code OPENAI_API_KEY}: markets; {@code OPENAI_BASE_URL}, {@code OPENAI_MODEL}
   * @param anthropicKey {@code ANTHROPIC_API_KEY}: reports; {@code ANTHROPIC_BASE_URL}, {@code
   *     ANTHROPIC_MODEL}
   */
  record Models(
      Optional<String> xaiKey,
      String xaiUrl,
      String xaiModel,
      Optional<String> openAiKey,
      String openAiUrl,
      String openAiModel,
      Optional<String> anthropicKey,
      String anthropicUrl,
      String anthropicModel) {
    @Override
    public String toString() {
      return "Models[xai %s, openai %s, anthropic %s]"
          .formatted(xaiKey.isPresent(), openAiKey.isPresent(), anthropicKey.isPresent());
    }
  }

  static WorkerConfig from(Settings settings) {
    TemporalConnection.check(settings);
    return new WorkerConfig(
        Namespaces.of(settings.text("SHOAL_WATCH_NAMESPACES", "")),
        settings.parsed("SHOAL_HISTORY_KEYS", HistoryKeys::read),
        settings.required("DATABASE_URL"),
        StoreSettings.from(settings),
        settings.flag("S3_CREATE_BUCKET", false),
        new PodSettings(
            settings.required("SHOAL_POD_IMAGE"),
            settings.text("SHOAL_POD_IMAGE_PULL_POLICY", "IfNotPresent"),
            settings.optional("S3_CA")),
        settings.required("SHOAL_INSTALLATION_KEY"),
        new Models(
            settings.optional("XAI_API_KEY"),
            settings.text("XAI_BASE_URL", "https://api.x.ai/v1"),
            settings.text("XAI_MODEL", "grok-4"),
            settings.optional("OPENAI_API_KEY"),
            settings.text("OPENAI_BASE_URL", "https://api.openai.com/v1"),
            settings.text("OPENAI_MODEL", "gpt-5-mini"),
            settings.optional("ANTHROPIC_API_KEY"),
            settings.text("ANTHROPIC_BASE_URL", "https://api.anthropic.com"),
            settings.text("ANTHROPIC_MODEL", "claude-sonnet-4-5")),
        settings.optional("SHOAL_BUILD").map(WorkerBuild::new),
        settings.optional("OTEL_EXPORTER_OTLP_ENDPOINT"),
        settings.number("SHOAL_MAX_LIVE_JOBS", 1000, 1, 100_000),
        settings.factor("SHOAL_DURATION_SCALE", 1),
        settings.number("SHOAL_MANAGEMENT_PORT", 8080, 1, 65_535));
  }
}
