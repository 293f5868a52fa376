package dev.shoal.operator.temporal;

import com.google.protobuf.FieldMask;
import dev.shoal.operator.decision.Builds.Use;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.temporal.WorkerBuild;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.enums.v1.WorkerDeploymentVersionStatus;
import io.temporal.api.workflow.v1.VersioningOverride;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionOptions;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionOptionsRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Builds as Temporal knows them: the versions of one worker deployment. */
public final class BuildVersions {
  private static final int ASK_SECONDS = 10;

  private final TemporalConnection temporal;
  private final String namespace;

  /** Of a connection. */
  public BuildVersions(TemporalConnection temporal) {
    this.temporal = temporal;
    this.namespace = temporal.client().getOptions().getNamespace();
  }

  /**
   * What Temporal knows.
   *
   * @param current the build that new workflows begin on
   * @param uses of each build whose workers it has met
   */
  public record Known(Optional<String> current, Map<String, Use> uses) {}

  /** Asks Temporal. */
  public Known known() {
    try {
      WorkerDeploymentInfo deployment =
          asking()
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(namespace)
                      .setDeploymentName(WorkerBuild.DEPLOYMENT)
                      .build())
              .getWorkerDeploymentInfo();
      String current = deployment.getRoutingConfig().getCurrentDeploymentVersion().getBuildId();
      return new Known(
          Optional.of(current).filter(build -> !build.isEmpty()),
          deployment.getVersionSummariesList().stream()
              .collect(
                  Collectors.toMap(
                      version -> version.getDeploymentVersion().getBuildId(), BuildVersions::use)));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return new Known(Optional.empty(), Map.of());
      }
      throw e;
    }
  }

  private static Use use(WorkerDeploymentVersionSummary version) {
    WorkerDeploymentVersionStatus status = version.getStatus();
    return switch (status) {
      case WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT,
          WORKER_DEPLOYMENT_VERSION_STATUS_RAMPING,
          WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING ->
          Use.RUNNING;
      case WORKER_DEPLOYMENT_VERSION_STATUS_DRAINED -> Use.ENDED;
      default -> Use.NONE;
    };
  }

  /** Has new workflows begin on a build; refused while its workers don't poll every queue. */
  public void makeCurrent(String build) {
    asking()
        .setWorkerDeploymentCurrentVersion(
            SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(WorkerBuild.DEPLOYMENT)
                .setBuildId(build)
                .setIdentity(temporal.client().getOptions().getIdentity())
                .build());
  }

  /**
   * Has the open workflows of a build go on with the current one, as far as visibility lists them.
   *
   * @return how many
   */
  public int moveWorkflows(String build) {
    ListWorkflowExecutionsRequest open =
        ListWorkflowExecutionsRequest.newBuilder()
            .setNamespace(namespace)
            .setQuery(
                "ExecutionStatus = 'Running' AND TemporalWorkflowVersioningBehavior = 'Pinned' AND"
                    + " TemporalWorkerDeploymentVersion = '%s:%s'"
                        .formatted(WorkerBuild.DEPLOYMENT, build))
            .build();
    int moved = 0;
    for (WorkflowExecutionInfo workflow :
        asking().listWorkflowExecutions(open).getExecutionsList()) {
      moveWorkflow(workflow.getExecution());
      moved++;
    }
    return moved;
  }

  private void moveWorkflow(WorkflowExecution workflow) {
    asking()
        .updateWorkflowExecutionOptions(
            UpdateWorkflowExecutionOptionsRequest.newBuilder()
                .setNamespace(namespace)
                .setWorkflowExecution(workflow)
                .setWorkflowExecutionOptions(
                    WorkflowExecutionOptions.newBuilder()
                        .setVersioningOverride(
                            VersioningOverride.newBuilder().setAutoUpgrade(true)))
                .setUpdateMask(FieldMask.newBuilder().addPaths("versioning_override"))
                .build());
  }

  private WorkflowServiceBlockingStub asking() {
    return temporal.stubs().blockingStub().withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS);
  }
}
