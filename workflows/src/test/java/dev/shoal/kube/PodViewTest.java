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
}
