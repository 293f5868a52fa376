package dev.shoal.operator;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.WorkflowSchedule;
import dev.shoal.kube.Namespaces;
import dev.shoal.operator.decision.Guarding;
import dev.shoal.operator.schedule.WorkflowScheduleReconciler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Stream;

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
          "%d resources still need Shoal, so it is not uninstalled: %s%s. Wait for them or delete them"
              + " (kubectl delete simjobs,trainjobs,repruns,srcsyncs,scruns,wfscheds), then uninstall again; or use --no-hooks%n",
          inTheWay.size(),
          String.join(", ", inTheWay.stream().limit(SHOWN).toList()),
          inTheWay.size() > SHOWN ? ", ..." : "");
      return 1;
    }
  }

  private static List<String> inTheWay(KubernetesClient client, Namespaces namespaces) {
    return Stream.of(
            SimulationJob.class,
            TrainingJob.class,
            ReportRun.class,
            SourceSync.class,
            ScriptRun.class,
            WorkflowSchedule.class)
        .flatMap(kind -> guarded(client, namespaces, kind).stream())
        .sorted()
        .toList();
  }

  private static <R extends HasMetadata> List<String> guarded(
      KubernetesClient client, Namespaces namespaces, Class<R> kind) {
    try {
      return namespaces
          .in(client.resources(kind))
          .flatMap(all -> all.list().getItems().stream())
          .filter(
              one ->
                  one.hasFinalizer(Guarding.FINALIZER)
                      || one.hasFinalizer(WorkflowScheduleReconciler.FINALIZER))
          .map(one -> one.getMetadata().getNamespace() + "/" + one.getMetadata().getName())
          .toList();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }
}
