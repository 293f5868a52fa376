package dev.shoal.worker;

import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.MDC;

/** Puts the job and its attempt into each line that a step logs, beside the workflow's ids. */
final class LogContext extends WorkerInterceptorBase {
  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        Map<String, String> words = words(input.getArguments());
        words.forEach(MDC::put);
        try {
          return super.execute(input);
        } finally {
          words.keySet().forEach(MDC::remove);
        }
      }
    };
  }

  static Map<String, String> words(Object[] arguments) {
    Map<String, String> words = new TreeMap<>();
    for (Object argument : arguments) {
      if (argument instanceof PodRef pod) {
        words.put("attempt", Integer.toString(pod.attempt()));
        words.putAll(words(new Object[] {pod.job()}));
      } else if (argument instanceof JobRef job) {
        words.put("job", job.namespace() + "/" + job.name());
        words.put("jobId", job.jobId());
        words.put("run", Integer.toString(job.run()));
      }
    }
    return words;
  }
}
