package dev.shoal.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * The connection to Temporal, by its own standard settings: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
 * TEMPORAL_API_KEY, TEMPORAL_TLS and so on. Connects lazily: a server that is away is no reason not
 * to start.
 */
public final class TemporalConnection implements AutoCloseable {
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client) {
    this.stubs = stubs;
    this.client = client;
  }

  /** Opens a connection as the environment says. */
  public static TemporalConnection fromEnvironment() {
    try {
      ClientConfigProfile profile = ClientConfigProfile.load();
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(profile.toWorkflowServiceStubsOptions());
      return new TemporalConnection(
          stubs, WorkflowClient.newInstance(stubs, profile.toWorkflowClientOptions()));
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
