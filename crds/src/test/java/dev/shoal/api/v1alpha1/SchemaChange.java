package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a new schema would break: an object that the old one took and the new one refuses, or reads
 * otherwise. Rules in CEL are not compared.
 */
final class SchemaChange {
  private final List<String> breaks = new ArrayList<>();

  private SchemaChange() {}

  /** What breaks between two versions of a schema, each with its path. */
  static List<String> breaks(JSONSchemaProps before, JSONSchemaProps after) {
    SchemaChange change = new SchemaChange();
    change.compare("", before, after);
    return change.breaks;
  }

  private void compare(String path, JSONSchemaProps before, JSONSchemaProps after) {
    must(path, "its type changed", Objects.equals(before.getType(), after.getType()));
    must(path, "its default changed", Objects.equals(before.getDefault(), after.getDefault()));
    must(path, "its pattern changed", Objects.equals(before.getPattern(), after.getPattern()));
    must(path, "values are gone", values(after).containsAll(values(before)) || unbounded(after));
    must(path, "values are bounded now", !unbounded(before) || unbounded(after));
    must(path, "its minimum grew", !grew(before.getMinimum(), after.getMinimum()));
    must(path, "its maximum shrank", !shrank(before.getMaximum(), after.getMaximum()));
    must(path, "its least length grew", !grew(before.getMinLength(), after.getMinLength()));
    must(path, "its longest shrank", !shrank(before.getMaxLength(), after.getMaxLength()));
    must(path, "its fewest items grew", !grew(before.getMinItems(), after.getMinItems()));
    must(path, "its most items shrank", !shrank(before.getMaxItems(), after.getMaxItems()));
    Set<String> required = new TreeSet<>(required(after));
    required.removeAll(required(before));
    required.forEach(name -> breaks.add(path + "." + name + ": is required now"));
    Map<String, JSONSchemaProps> fields = fields(after);
    fields(before)
        .forEach(
            (name, field) -> {
              JSONSchemaProps now = fields.get(name);
              if (now == null) {
                breaks.add(path + "." + name + ": is gone");
              } else {
                compare(path + "." + name, field, now);
              }
            });
    if (before.getItems() != null && after.getItems() != null) {
      compare(path + "[]", before.getItems().getSchema(), after.getItems().getSchema());
    }
  }

  private void must(String path, String otherwise, boolean holds) {
    if (!holds) {
      breaks.add(path + ": " + otherwise);
    }
  }

  private static boolean grew(@Nullable Number before, @Nullable Number after) {
    return after != null && (before == null || after.doubleValue() > before.doubleValue());
  }

  private static boolean shrank(@Nullable Number before, @Nullable Number after) {
    return after != null && (before == null || after.doubleValue() < before.doubleValue());
  }

  private static boolean unbounded(JSONSchemaProps schema) {
    return values(schema).isEmpty();
  }

  private static Set<String> values(JSONSchemaProps schema) {
    List<JsonNode> values = schema.getEnum() == null ? List.of() : schema.getEnum();
    return values.stream().map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static List<String> required(JSONSchemaProps schema) {
    return schema.getRequired() == null ? List.of() : schema.getRequired();
  }

  private static Map<String, JSONSchemaProps> fields(JSONSchemaProps schema) {
    return schema.getProperties() == null ? Map.of() : schema.getProperties();
  }
}
