package dev.shoal.operator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.api.v1alpha1.SourceRecords;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Seed;
import dev.shoal.persistence.SourceStore;
import java.util.List;
import java.util.Objects;

/** Makes a seed of the newest records of a source, whole ones, as many as a seed has room for. */
final class SeedRecords {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int NEWEST = 50;

  private final SourceStore store;
  private final int mostCharacters;

  SeedRecords(SourceStore store, int mostCharacters) {
    this.store = store;
    this.mostCharacters = mostCharacters;
  }

  Seed find(String namespace, SourceRecords wanted) {
    List<SourceStore.Kept> newest =
        store.newest(
            namespace,
            wanted.name(),
            wanted.resource(),
            Objects.requireNonNullElse(wanted.newest(), NEWEST));
    if (newest.isEmpty()) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND,
          "spec.seedFrom.source: there are no records of source %s%s in namespace %s: run a SourceSync"
              .formatted(
                  wanted.name(),
                  wanted.resource() == null ? "" : ", resource " + wanted.resource(),
                  namespace));
    }
    StringBuilder seed = new StringBuilder();
    int characters = 0;
    for (SourceStore.Kept record : newest) {
      String text = text(record);
      int longer = text.codePointCount(0, text.length());
      if (characters + longer > mostCharacters) {
        break;
      }
      characters += longer;
      seed.append(text);
    }
    return seed.isEmpty()
        ? new Seed.Unavailable(
            Reason.SEED_TOO_LONG,
            "spec.seedFrom.source: its newest record alone is longer than the %d characters of a seed"
                .formatted(mostCharacters))
        : new Seed.Found(seed.toString());
  }

  /** A heading, and a line for each field that has a plain value. */
  private static String text(SourceStore.Kept record) {
    StringBuilder text = new StringBuilder("## " + record.key() + "\n");
    JsonNode fields;
    try {
      fields = JSON.readTree(record.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column of JSON holds none", e);
    }
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                text.append(field.getKey())
                    .append(": ")
                    .append(field.getValue().asText())
                    .append('\n');
              }
            });
    return text.append('\n').toString();
  }
}
