package dev.shoal.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart refuses, by name of the value, before anything is installed. */
@Tag("e2e")
class BadValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          operator.replica=2              | at '/operator': additional properties 'replica' not allowed
          colour=blue                     | additional properties 'colour' not allowed
          operator.replicas=two           | at '/operator/replicas': got string, want integer
          operator.readOnly=perhaps       | at '/operator/readOnly': got string, want boolean
          operator.maxSeedChars=60000     | at '/operator/maxSeedChars': maximum: got 60,000, want 50,000
          temporal.address=http://t:7233  | at '/temporal/address': 'http://t:7233' does not match pattern
          objectStore.endpoint=minio:9000 | at '/objectStore/endpoint': 'minio:9000' does not match pattern
          images.pullPolicy=Sometimes     | at '/images/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
          testing.durationScale=0         | at '/testing/durationScale': exclusiveMinimum: got 0, want 0
          tiers.small=fast                | at '/tiers/small': got string, want null or object
          """)
  void aBadValueIsRefusedByItsName(String value, String message) throws Exception {
    assertThat(template("--set", "evaluation.enabled=true", "--set", value)).contains(message);
  }

  @Test
  void whatIsNeededIsNamed() throws Exception {
    assertThat(template()).contains("is needed", "or set evaluation.enabled=true to try Shoal");
  }

  /** What Helm says of values that it must not take. */
  private static String template(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("helm", "template", "x", "../helm/shoal", "--kube-version", "1.34"));
    command.addAll(Arrays.asList(arguments));
    Process helm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(helm.getInputStream().readAllBytes(), UTF_8);
    assertThat(helm.waitFor()).as(said).isNotZero();
    return said;
  }
}
