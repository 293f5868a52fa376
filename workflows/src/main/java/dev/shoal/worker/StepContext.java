package dev.shoal.worker;

import dev.shoal.tracing.Tracing;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import dev.shoal.workflow.ScriptPodRef;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.MDC;

/**
 * Puts the job and its attempt into each line that a step logs, beside the workflow's ids, and
 * makes the step a span of the job's trace.
 */
final class StepContext extends WorkerInterceptorBase {
  private final Tracing tracing;

  StepContext(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String step = "";

      @Override
      public void init(ActivityExecutionContext context) {
        step = context.getInfo().getActivityType();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        Map<String, String> words = words(input.getArguments());
        words.forEach(MDC::put);
        try {
          return tracing.span(step, words, () -> super.execute(input));
        } finally {
          words.keySet().forEach(MDC::remove);
        }
      }
    };
  }

  private static Map<String, String> words(Object[] arguments) {
    Map<String, String> words = new TreeMap<>();
    for (Object argument : arguments) {
      if (argument instanceof PodRef pod) {
        words.putAll(words(pod.job()));
        words.put("attempt", Integer.toString(pod.attempt()));
      } else if (argument instanceof ScriptPodRef pod) {
        words.putAll(words(pod.job()));
        words.put("attempt", Integer.toString(pod.attempt()));
      } else if (argument instanceof JobRef job) {
        words.putAll(words(job));
      }
    }
    return words;
  }

  private static Map<String, String> words(JobRef job) {
    return Map.of(
        "job", job.namespace() + "/" + job.name(),
        "jobId", job.jobId(),
        "run", Integer.toString(job.run()));
  }
}
