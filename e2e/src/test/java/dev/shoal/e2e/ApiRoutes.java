package dev.shoal.e2e;

import dev.shoal.e2e.fault.ApiProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leads operator and worker to the API server through a proxy each, and straight again. */
final class ApiRoutes implements AutoCloseable {
  private static final String GATEWAY = "10.88.0.1";

  final ApiProxy operator;
  final ApiProxy worker;
  private final Stack stack;

  ApiRoutes(Stack stack) throws IOException, GeneralSecurityException {
    this.stack = stack;
    this.operator = proxy();
    this.worker = proxy();
    lead("operator", GATEWAY, Integer.toString(operator.port()));
    lead("worker", GATEWAY, Integer.toString(worker.port()));
  }

  /** No fault is left. */
  void heal() {
    operator.heal();
    worker.heal();
  }

  @Override
  public void close() {
    heal();
    lead("operator", null, null);
    lead("worker", null, null);
    operator.close();
    worker.close();
  }

  private void lead(String component, @Nullable String host, @Nullable String port) {
    Map<String, @Nullable String> variables = new HashMap<>();
    variables.put("KUBERNETES_SERVICE_HOST", host);
    variables.put("KUBERNETES_SERVICE_PORT", port);
    stack.setEnvironment(component, variables);
  }

  private static ApiProxy proxy() throws IOException, GeneralSecurityException {
    return new ApiProxy(
        URI.create("https://127.0.0.1:6443"), Path.of(System.getProperty("shoal.local"), "pki"));
  }
}
