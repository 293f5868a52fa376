package dev.shoal.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.source.Position;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The field of records that grows. */
final class Cursors {
  private Cursors() {}

  /**
   * The greatest of some records; empty if they have none.
   *
   * @param field null where the source has no such field
   */
  static Optional<String> greatest(List<JsonNode> records, @Nullable String field, String resource)
      throws Refused {
    if (field == null) {
      return Optional.empty();
    }
    String greatest = null;
    for (JsonNode record : records) {
      JsonNode value = record.get(field);
      if (value == null || !value.isValueNode() || value.isNull()) {
        throw new Refused(
            "%s has a record without %s: name another cursor, or none".formatted(resource, field));
      }
      greatest = Position.greater(greatest, value.asText());
    }
    return Optional.ofNullable(greatest);
  }
}
