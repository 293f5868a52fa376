package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.persistence.SourceStore.Kept;
import dev.shoal.persistence.SourceStore.Resource;
import dev.shoal.source.Position;
import dev.shoal.source.Shape;
import dev.shoal.source.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL. */
class SourceStoreTest {
  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final SourceStore store = new SourceStore(POSTGRES.database().jdbi());
  private final String namespace = "ns-" + UUID.randomUUID();
  private final Resource issues = new Resource(namespace, "tracker", "issues");

  @Test
  void aRecordOfTheSameKeyIsReplaced() {
    keep(Position.START, Map.of(), "a", "{\"n\": 1}", "b", "{\"n\": 1}");
    keep(Position.START, Map.of(), "b", "{\"n\": 2}");
    assertThat(store.newest(namespace, "tracker", null, 10))
        .containsExactly(
            new Kept("issues", "b", "{\"n\": 2}"), new Kept("issues", "a", "{\"n\": 1}"));
  }

  @Test
  void aRecordThatIsAsItWasIsNoNewerFor() {
    keep(Position.START, Map.of(), "a", "{\"n\": 1}");
    keep(Position.START, Map.of(), "b", "{\"n\": 1}");
    keep(Position.START, Map.of(), "a", "{\"n\": 1}");
    assertThat(store.newest(namespace, "tracker", "issues", 1))
        .containsExactly(new Kept("issues", "b", "{\"n\": 1}"));
    assertThat(store.newest(namespace, "tracker", "pulls", 1)).isEmpty();
    assertThat(store.newest("other", "tracker", null, 1)).isEmpty();
  }

  @Test
  void whereAPassStoodIsKeptWithItsRecords() {
    assertThat(store.position(issues, "issues")).isEqualTo(Position.START);
    Position there = new Position("5", "p2", "9");
    keep(there, Map.of(), "a", "{}");
    assertThat(store.position(issues, "issues")).isEqualTo(there);
    assertThat(store.position(issues, "another")).isEqualTo(Position.START);
  }

  @Test
  void fieldsAreComparedPassByPass() {
    keep(Position.START, Map.of("id", "number", "old", "string"), "a", "{}");
    assertThat(store.settle(issues)).isEmpty();
    keep(Position.START, Map.of("id", "number"), "a", "{}");
    keep(Position.START, Map.of("id", "string"), "b", "{}");
    assertThat(store.settle(issues)).containsExactly("id is mixed, was number", "old is gone");
    assertThat(store.settle(issues)).isEmpty(); // a pass without records tells nothing
    keep(Position.START, Map.of("id", "mixed"), "a", "{}");
    assertThat(store.settle(issues)).isEmpty();
  }

  private void keep(Position now, Map<String, String> fields, String... keysAndRecords) {
    List<SourceRecord> records =
        keysAndRecords.length == 2
            ? List.of(new SourceRecord(keysAndRecords[0], keysAndRecords[1]))
            : List.of(
                new SourceRecord(keysAndRecords[0], keysAndRecords[1]),
                new SourceRecord(keysAndRecords[2], keysAndRecords[3]));
    store.keep(issues, "issues", records, new Shape(fields), now);
  }
}
