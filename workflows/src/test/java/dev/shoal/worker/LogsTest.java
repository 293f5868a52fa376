package dev.shoal.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.tracing.Tracing;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import io.temporal.activity.ActivityInterface;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

public class LogsTest {
  private static final PodRef POD = new PodRef(new JobRef("uid", "research", "tax", 2), 3);

  /** A step that only logs. */
  @ActivityInterface
  public interface Step {
    void log(PodRef pod);
  }

  /** As in production: whatever a step logs is one JSON object that names its job. */
  @Test
  void aStepsLineIsAnObjectThatNamesJobAndAttempt() throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    LoggerContext logs = new LoggerContext();
    TestActivityEnvironment environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new StepContext(Tracing.off()))
                        .build())
                .build());
    try {
      System.setOut(new PrintStream(lines, true, UTF_8));
      logs.setMDCAdapter(MDC.getMDCAdapter());
      logs.putProperty("LOG_FORMAT", "json");
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(logs);
      configurator.doConfigure(getClass().getResource("/logback.xml"));
      environment.registerActivitiesImplementations(
          (Step) pod -> logs.getLogger("test").warn("pod {} is gone", pod.podName()));
      environment.newActivityStub(Step.class).log(POD);
    } finally {
      environment.close();
      logs.stop();
      System.setOut(console);
    }
    JsonNode line = new ObjectMapper().readTree(lines.toByteArray());
    assertThat(line.get("formattedMessage").asText()).isEqualTo("pod sim-uid-a3 is gone");
    JsonNode ids = line.get("mdc");
    assertThat(ids.get("job").asText()).isEqualTo("research/tax");
    assertThat(ids.get("jobId").asText()).isEqualTo("uid");
    assertThat(ids.get("run").asText()).isEqualTo("2");
    assertThat(ids.get("attempt").asText()).isEqualTo("3");
  }
}
