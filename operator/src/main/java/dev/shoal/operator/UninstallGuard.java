package dev.shoal.operator;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.kube.Namespaces;
import dev.shoal.operator.decision.Guarding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * Keeps Shoal from being uninstalled while a job needs it: run by a hook of the chart before
 * anything is deleted. A job has the operator's finalizer from its start until its pod is gone;
 * without an operator it could neither end nor be deleted.
 */
final class UninstallGuard {
  static final String COMMAND = "uninstall-guard";
  private static final int SHOWN = 20;

  private UninstallGuard() {}

  /** The exit status: 0 where nothing is in the way. */
  static int run(Namespaces namespaces) {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      List<String> inTheWay = inTheWay(client, namespaces);
      if (inTheWay.isEmpty()) {
        return 0;
      }
      System.err.printf(
          "%d jobs still need Shoal, so it is not uninstalled: %s%s. Wait for them or delete them"
              + " (kubectl delete simjobs), then uninstall again; or use --no-hooks%n",
          inTheWay.size(),
          String.join(", ", inTheWay.stream().limit(SHOWN).toList()),
          inTheWay.size() > SHOWN ? ", ..." : "");
      return 1;
    }
  }

  private static List<String> inTheWay(KubernetesClient client, Namespaces namespaces) {
    try {
      return namespaces
          .in(client.resources(SimulationJob.class))
          .flatMap(jobs -> jobs.list().getItems().stream())
          .filter(job -> job.hasFinalizer(Guarding.FINALIZER))
          .map(job -> job.getMetadata().getNamespace() + "/" + job.getMetadata().getName())
          .sorted()
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }
}
