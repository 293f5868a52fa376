package dev.shoal.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import dev.shoal.config.Settings;
import dev.shoal.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The connection to Temporal, by its own standard settings: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
 * TEMPORAL_API_KEY, TEMPORAL_TLS and so on. Connects lazily: a server that is away is no reason not
 * to start.
 */
public final class TemporalConnection implements AutoCloseable {
  private static final double REPORTED_EVERY = 10;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client) {
    this.stubs = stubs;
    this.client = client;
  }

  /** Refuses what can't be a connection, by the name of the setting. */
  public static void check(Settings settings) {
    settings.together("TEMPORAL_TLS_CLIENT_KEY_PATH", "TEMPORAL_TLS_CLIENT_CERT_PATH");
    settings.together("TEMPORAL_TLS_CLIENT_KEY_DATA", "TEMPORAL_TLS_CLIENT_CERT_DATA");
  }

  /**
   * Opens a connection as the environment says; what the SDK counts goes to the metrics.
   *
   * @param keys to encrypt histories with, if they are to be
   * @param tracing whose traces go on through it
   */
  public static TemporalConnection fromEnvironment(
      Optional<HistoryKeys> keys, MeterRegistry metrics, Tracing tracing) {
    try {
      ClientConfigProfile profile = ClientConfigProfile.load();
      Scope scope =
          new RootScopeBuilder()
              .reporter(new MicrometerClientStatsReporter(metrics))
              .reportEvery(Duration.ofSeconds(REPORTED_EVERY));
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
                  .setMetricsScope(scope)
                  .build());
      WorkflowClientOptions.Builder options =
          WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
              .setContextPropagators(tracing.throughTemporal());
      keys.map(HistoryKeys::converter).ifPresent(options::setDataConverter);
      return new TemporalConnection(stubs, WorkflowClient.newInstance(stubs, options.build()));
    } catch (IOException e) {
      throw new UncheckedIOException("Temporal's settings can't be read", e);
    }
  }

  public WorkflowClient client() {
    return client;
  }

  public WorkflowServiceStubs stubs() {
    return stubs;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    stubs.awaitTermination(5, TimeUnit.SECONDS);
  }
}
