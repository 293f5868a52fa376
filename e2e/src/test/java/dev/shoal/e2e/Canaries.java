package dev.shoal.e2e;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.TrainingJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.WorkflowExecutionHistory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the stack's secrets, and for links that open the store, where anybody can read (I8).
 */
final class Canaries {
  private final Stack stack;
  private final Map<String, String> secrets =
      Map.of(
          "the store's key",
          Stack.env("S3_SECRET_KEY"),
          "the installation's key",
          Stack.env("SHOAL_INSTALLATION_KEY"),
          "the database's password",
          URI.create(Stack.env("DATABASE_URL")).getUserInfo().split(":", 2)[1],
          "a presigned link",
          "X-Amz-Signature");

  Canaries(Stack stack) {
    this.stack = stack;
  }

  /** Where a secret was found, and which. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    look("a resource", resources(), found);
    look("an Event", events(), found);
    look("a row", rows(), found);
    look("the log of the operator", stack.log("operator"), found);
    look("the log of the worker", stack.log("worker"), found);
    histories().forEach(history -> look("a workflow's history", history, found));
    return found;
  }

  private void look(String where, String text, List<String> found) {
    secrets.forEach(
        (name, secret) -> {
          if (text.contains(secret)) {
            found.add("I8 " + name + " stands in " + where);
          }
        });
  }

  private String resources() {
    return Stream.of(SimulationJob.class, TrainingJob.class, Job.class)
        .map(
            kind ->
                Serialization.asJson(
                    stack
                        .kubernetes
                        .resources(kind)
                        .inNamespace(Stack.NAMESPACE)
                        .list()
                        .getItems()))
        .collect(Collectors.joining());
  }

  private String events() {
    return Serialization.asJson(
        stack.kubernetes.v1().events().inNamespace(Stack.NAMESPACE).list().getItems());
  }

  private String rows() {
    return stack
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT j::text FROM simulation_jobs j UNION ALL SELECT a::text FROM pod_attempts a"
                            + " UNION ALL SELECT w::text FROM work w")
                    .mapTo(String.class)
                    .list())
        .toString();
  }

  private List<String> histories() {
    return stack
        .temporal
        .client()
        .listExecutions("")
        .map(
            execution -> {
              WorkflowExecution one = execution.getExecution();
              WorkflowExecutionHistory history =
                  stack.temporal.client().fetchHistory(one.getWorkflowId(), one.getRunId());
              return history.getEvents().toString();
            })
        .toList();
  }
}
