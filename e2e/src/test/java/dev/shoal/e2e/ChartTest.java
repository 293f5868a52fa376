package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart renders with everything on that can be on. */
@Tag("e2e")
class ChartTest {
  private static final String ALL =
      "evaluation.enabled=true,operator.replicas=2,worker.replicas=2,networkPolicies.enabled=true,"
          + "networkPolicies.jobNamespaces={default},networkPolicies.egress[0].cidr=10.1.0.0/16,"
          + "networkPolicies.egress[0].ports={443},monitoring.serviceMonitor.enabled=true,"
          + "monitoring.rules.enabled=true,monitoring.dashboard.enabled=true,"
          + "admissionPolicy.enabled=true,admissionPolicy.registries={registry.example.com/}";

  /** Strictly: an unknown field is refused. Kinds of Prometheus' operator are not served here. */
  @Test
  void theApiServerTakesEachObject() throws Exception {
    String served =
        Stream.of(String.join("\n", rendered(ALL)).split("\n---\n", -1))
            .filter(document -> !document.contains("apiVersion: monitoring.coreos.com"))
            .collect(Collectors.joining("\n---\n"));
    assertThat(
            Tool.lines(
                served,
                "kubectl",
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                "-"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("(server dry run)"));
  }

  /**
   * Less what we hold otherwise: a limit on CPU only throttles; tags are versions, so images need
   * no pull at each start; replicas are spread by topology, not by anti-affinity; and the policy
   * for job pods names pods that the chart doesn't make.
   */
  @Test
  void kubeScoreFindsNothing() throws Exception {
    String installed =
        "temporal.address=t:7233,database.existingSecret=d,objectStore.endpoint=https://s.example,"
            + "objectStore.bucket=b,objectStore.existingSecret=s,installationKey.existingSecret=k,"
            + "operator.replicas=2,worker.replicas=2,networkPolicies.enabled=true,"
            + "networkPolicies.jobNamespaces={default}";
    List<String> found =
        Tool.lines(
            String.join("\n", rendered(installed)),
            "kube-score",
            "score",
            "-",
            "--kubernetes-version=v1.34",
            "--output-format=ci",
            "--exit-one-on-warning",
            "--ignore-container-cpu-limit",
            "--ignore-test=container-image-pull-policy",
            "--ignore-test=deployment-has-host-podantiaffinity",
            "--ignore-test=networkpolicy-targets-pod");
    assertThat(found).anyMatch(line -> line.startsWith("[OK]"));
  }

  /** What Temporal's SDK reads; a Secret's content never stands in the chart's objects. */
  @Test
  void temporalsTlsAndKeyComeFromSecrets() throws Exception {
    String text =
        String.join(
            "\n",
            rendered(
                "evaluation.enabled=true,temporal.apiKeySecret=cloud,temporal.tls.clientSecret=mtls,"
                    + "temporal.tls.caSecret=authority,temporal.tls.serverName=t.example"));
    for (String setting :
        List.of(
            "TEMPORAL_API_KEY\n {14}valueFrom: .secretKeyRef: .name: cloud, key: api-key",
            "TEMPORAL_TLS\n {14}value: .true",
            "TEMPORAL_TLS_CLIENT_CERT_DATA\n {14}valueFrom: .secretKeyRef: .name: mtls, key: tls.crt",
            "TEMPORAL_TLS_CLIENT_KEY_DATA\n {14}valueFrom: .secretKeyRef: .name: mtls, key: tls.key",
            "TEMPORAL_TLS_SERVER_CA_CERT_DATA\n {14}valueFrom: .secretKeyRef: .name: authority, key: ca.crt",
            "TEMPORAL_TLS_SERVER_NAME\n {14}value: .t.example")) {
      assertThat(Pattern.compile("- name: " + setting).matcher(text).results())
          .as(setting)
          .hasSize(3);
    }
  }

  /** The chart as Helm renders it with values, all of them or one template. */
  static List<String> rendered(String values, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("helm", "template", "x", "../helm/shoal", "--kube-version", "1.34"));
    command.addAll(List.of("--set", values));
    command.addAll(List.of(arguments));
    return Tool.lines("", command.toArray(String[]::new)).stream()
        .filter(line -> !line.contains("found symbolic link"))
        .toList();
  }
}
