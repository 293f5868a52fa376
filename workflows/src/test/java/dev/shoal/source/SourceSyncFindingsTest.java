package dev.shoal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSyncFindingsTest {
  @Test
  void eachTryAddsToWhatTheOneBeforeHasFound() {
    SourceSyncFindings first =
        SourceSyncFindings.NOTHING.with(
            SourceSyncFindings.NOTHING.of("a").and(2, List.of("r: x is gone")));
    SourceSyncFindings second = first.with(first.of("a").and(3, List.of()).done());
    assertThat(second.of("a").records()).isEqualTo(5);
    assertThat(second.of("a").drift()).containsExactly("r: x is gone");
    assertThat(second.of("a").whole()).isTrue();
    assertThat(second.failed()).isEmpty();
    assertThat(second.summary()).isEqualTo("1 of 1 sources read, 5 records");
  }

  @Test
  void whatWasReadBeforeTheTroubleCounts() {
    SourceSyncFindings found =
        SourceSyncFindings.NOTHING
            .with(
                SourceSyncFindings.NOTHING
                    .of("a")
                    .and(2, List.of())
                    .failed("SourceFailed", "r answered 404"))
            .with(SourceSyncFindings.NOTHING.of("b").and(1, List.of()).done());
    assertThat(found.failed()).extracting(SourceSyncFindings.Found::name).containsExactly("a");
    assertThat(found.records()).isEqualTo(3);
    assertThat(found.summary()).isEqualTo("1 of 2 sources read, 3 records");
  }
}
