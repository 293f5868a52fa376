package dev.shoal.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodViewTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"phase":"Running"}                                                                        |
          {"phase":"Failed","reason":"Evicted"}                                                      | PREEMPTED
          {"phase":"Failed","reason":"DeadlineExceeded"}                                             | RUN_TIME_EXCEEDED
          {"phase":"Running","conditions":[{"type":"DisruptionTarget","status":"True"}]}             | PREEMPTED
          {"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}]} | IMAGE_PULL_FAILED
          {"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ContainerCreating"}}}]} |
          {"phase":"Pending","initContainerStatuses":[{"name":"vllm","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]} | BAD_HOST
          {"phase":"Failed","containerStatuses":[{"name":"worker","state":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]} | OUT_OF_MEMORY
          {"phase":"Failed","containerStatuses":[{"name":"worker","state":{"terminated":{"exitCode":3,"reason":"Error"}}}]} | OUT_OF_MEMORY
          {"phase":"Failed","containerStatuses":[{"name":"training","state":{"terminated":{"exitCode":3,"reason":"Error"}}}]} | ENGINE_FAILED
          {"phase":"Failed","containerStatuses":[{"name":"worker","state":{"terminated":{"exitCode":137,"reason":"Error"}}}]} | ENGINE_KILLED
          {"phase":"Failed","containerStatuses":[{"name":"worker","state":{"terminated":{"exitCode":1,"reason":"Error"}}}]} | ENGINE_FAILED
          """)
  void troubleFollowsFromStatusFieldsAlone(String status, @Nullable Reason expected) {
    Pod pod =
        Serialization.unmarshal(
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{},\"status\":" + status + "}", Pod.class);
    PodView.Trouble trouble = PodView.of(pod).trouble();
    assertThat(trouble == null ? null : trouble.reason()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {} | {"schedulingGates":[{"name":"test/queue"}]} | scheduling gates hold it: test/queue; whoever set them has to let it go
          {"kueue.x-k8s.io/queue-name":"gpus"} | {"schedulingGates":[{"name":"kueue.x-k8s.io/admission"}]} | scheduling gates hold it: kueue.x-k8s.io/admission; its queue is gpus: has its namespace such a LocalQueue, with quota left?
          {} | {"nodeSelector":{"gpu":"L40S"}} | 0/3 nodes are available (its nodeSelector is gpu=L40S)
          {} | {"nodeName":"n1"} |
          """)
  void whatHoldsAPodBackIsTold(String labels, String spec, @Nullable String expected) {
    Pod pod =
        Serialization.unmarshal(
            """
            {"metadata":{"name":"p","labels":%s},"spec":%s,"status":{"phase":"Pending",
             "conditions":[{"type":"PodScheduled","status":"False","message":"0/3 nodes are available",
                            "lastTransitionTime":"2026-01-01T00:00:00Z"}]}}"""
                .formatted(labels, spec),
            Pod.class);
    assertThat(PodView.of(pod).waiting()).isEqualTo(expected);
  }
}
