package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Shoal's own accounts may do, and what people may who have Kubernetes' own roles. */
@Tag("e2e")
class PermissionsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/permissions");

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = new Stack();
    for (String role : List.of("view", "edit", "admin")) {
      stack
          .kubernetes
          .resource(
              new RoleBindingBuilder()
                  .withNewMetadata()
                  .withName("people-who-" + role)
                  .withNamespace(NAMESPACE)
                  .endMetadata()
                  .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                  .addNewSubject("rbac.authorization.k8s.io", "User", "who-may-" + role, null)
                  .build())
          .serverSideApply();
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /**
   * As {@code kubectl auth can-i --list} tells it, in a job's namespace and in Shoal's own. {@code
   * GENERATE=true TEST=PermissionsTest make e2e} writes it.
   */
  @ParameterizedTest
  @CsvSource({"operator, e2e", "operator, shoal-system", "worker, e2e", "worker, shoal-system"})
  void anAccountMayDoThisAndNothingElse(String account, String namespace) throws IOException {
    String rules = rules("system:serviceaccount:shoal-system:shoal-" + account, namespace);
    assertThat(rules).doesNotContain("*");
    Path golden = GOLDEN.resolve(account + "-in-" + namespace + ".txt");
    if (Boolean.getBoolean("generate")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, rules);
    }
    assertThat(rules).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @CsvSource({
    "view, get, simulationjobs, true",
    "view, create, simulationjobs, false",
    "view, delete, simulationjobs, false",
    "edit, create, simulationjobs, true",
    "edit, delete, simulationjobs, true",
    "edit, patch, simulationjobs/status, false",
    "view, list, trainingjobs, true",
    "view, create, trainingjobs, false",
    "edit, create, trainingjobs, true",
    "edit, patch, trainingjobs/status, false",
    "admin, patch, simulationjobs, true",
    "view, list, simulationtiers, true",
    "admin, create, simulationtiers, false",
    "admin, patch, simulationtiers, false"
  })
  void peopleMayDoToJobsWhatTheyMayDoElsewhere(
      String role, String verb, String resource, boolean allowed) {
    boolean cluster = resource.equals("simulationtiers");
    String[] parts = resource.split("/", 2);
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("who-may-" + role)
            .withGroups("system:authenticated")
            .withNewResourceAttributes()
            .withGroup("shoal.dev")
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : null)
            .withVerb(verb)
            .withNamespace(cluster ? null : NAMESPACE)
            .endResourceAttributes()
            .endSpec()
            .build();
    SubjectAccessReview answer =
        stack.kubernetes.authorization().v1().subjectAccessReview().create(review);
    assertThat(answer.getStatus().getAllowed()).isEqualTo(allowed);
  }

  @Test
  void nobodyMayReadSecretsByList() {
    for (String account : List.of("operator", "worker")) {
      assertThat(rules("system:serviceaccount:shoal-system:shoal-" + account, NAMESPACE).lines())
          .filteredOn(line -> line.startsWith("secrets "))
          .noneMatch(line -> line.contains("list") || line.contains("watch"));
    }
  }

  private static String rules(String user, String namespace) {
    Config config =
        new ConfigBuilder(stack.kubernetes.getConfiguration())
            .withImpersonateUsername(user)
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return client
          .authorization()
          .v1()
          .selfSubjectRulesReview()
          .create(new SelfSubjectRulesReviewBuilder().withNewSpec(namespace).build())
          .getStatus()
          .getResourceRules()
          .stream()
          .filter(rule -> !rule.getApiGroups().contains("authorization.k8s.io"))
          .filter(rule -> !rule.getApiGroups().contains("authentication.k8s.io"))
          .map(PermissionsTest::line)
          .collect(Collectors.toCollection(TreeSet::new))
          .stream()
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private static String line(ResourceRule rule) {
    String names =
        rule.getResourceNames().isEmpty()
            ? ""
            : " named " + String.join(" ", rule.getResourceNames());
    return "%s of %s%s: %s"
        .formatted(
            String.join(" ", new TreeSet<>(rule.getResources())),
            rule.getApiGroups().stream()
                .map(group -> group.isEmpty() ? "core" : group)
                .collect(Collectors.joining(" ")),
            names,
            String.join(" ", new TreeSet<>(rule.getVerbs())));
  }
}
