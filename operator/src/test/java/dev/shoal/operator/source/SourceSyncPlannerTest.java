package dev.shoal.operator.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Planning;
import dev.shoal.source.SourceSyncPlan;
import dev.shoal.source.SourceSyncPlan.Source;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSyncPlannerTest {
  private final SourceSyncPlanner planner = new SourceSyncPlanner("shoal");

  @Test
  void whatIsLeftOutIsFilledIn() {
    assertThat(planner.plan(sync("{name: a, type: http, uri: 'https://h/', resources: [r]}")))
        .isEqualTo(
            new Planning.Ready<>(
                new SourceSyncPlan(
                    List.of(
                        new Source(
                            "a",
                            SourceSyncPlan.Type.HTTP,
                            "https://h/",
                            List.of("r"),
                            null,
                            "id",
                            null)),
                    false,
                    false,
                    null)));
  }

  @Test
  void theBucketOfTheInstallationIsReadBelowTheNamespacesInputs() {
    assertThat(planner.plan(s3("s3://shoal/inputs/ns/news/", "")))
        .isInstanceOf(Planning.Ready.class);
    assertThat(planner.plan(s3("s3://shoal/inputs/other/", "")))
        .isInstanceOfSatisfying(
            Planning.Unready.class,
            unready -> {
              assertThat(unready.reason()).isEqualTo(Reason.PLACE_REFUSED);
              assertThat(unready.message())
                  .isEqualTo(
                      "spec.sources, a: uri s3://shoal/inputs/other/: without secretRef it has to"
                          + " begin with s3://shoal/inputs/ns/");
            });
    assertThat(planner.plan(s3("s3://theirs/", ", secretRef: {name: s}")))
        .isInstanceOf(Planning.Ready.class);
  }

  private static SourceSync s3(String uri, String more) {
    return sync("{name: a, type: s3, uri: '%s', resources: [r.jsonl]%s}".formatted(uri, more));
  }

  private static SourceSync sync(String source) {
    return Serialization.unmarshal(
        "apiVersion: shoal.dev/v1alpha1\nkind: SourceSync\nmetadata: {name: r, namespace: ns}\nspec: {sources: [%s]}"
            .formatted(source),
        SourceSync.class);
  }
}
