package dev.shoal.workflow;

import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stored histories of one kind of workflow. Those of released versions must replay; {@code
 * -Dgenerate=true} records this version's.
 */
record Histories(Path folder) {
  static Histories of(String kind) {
    return new Histories(Path.of("src/test/resources/histories", kind));
  }

  /** Whether this run is to record. */
  static boolean recording() {
    return Boolean.getBoolean("generate");
  }

  /** Records a workflow that has ended. */
  void record(String file, WorkflowClient client, String workflowId) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), client.fetchHistory(workflowId).toJson(true) + "\n");
  }

  /** Replays all of them. */
  void replay(Class<?> implementation) throws Exception {
    try (var histories = Files.list(folder)) {
      for (Path history : histories.sorted().toList()) {
        WorkflowReplayer.replayWorkflowExecution(
            WorkflowExecutionHistory.fromJson(Files.readString(history)), implementation);
      }
    }
  }
}
