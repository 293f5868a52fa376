package dev.shoal.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields of records and the types of their values.
 *
 * @param fields by name: string, number, boolean, object, array; null where only nulls were seen
 */
public record Shape(Map<String, String> fields) {
  private static final String NULL = "null";
  private static final String MIXED = "mixed";

  /** No records. */
  public static final Shape NONE = new Shape(Map.of());

  /** Of one record. */
  public static Shape of(JsonNode record) {
    Map<String, String> fields = new TreeMap<>();
    record.properties().forEach(entry -> fields.put(entry.getKey(), type(entry.getValue())));
    return new Shape(fields);
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case NULL, MISSING -> NULL;
    };
  }

  /** Of the records of both. */
  public Shape and(Shape other) {
    Map<String, String> all = new TreeMap<>(fields);
    other.fields.forEach((name, type) -> all.merge(name, type, Shape::both));
    return new Shape(all);
  }

  private static String both(String one, String other) {
    if (one.equals(NULL)) {
      return other;
    }
    return other.equals(NULL) || one.equals(other) ? one : MIXED;
  }

  /** How later records differ from these; nothing where there were none on a side. */
  public List<String> drift(Shape later) {
    List<String> differences = new ArrayList<>();
    if (fields.isEmpty() || later.fields.isEmpty()) {
      return differences;
    }
    later.fields.forEach(
        (name, type) -> {
          String before = fields.get(name);
          if (before == null) {
            differences.add("%s (%s) is new".formatted(name, type));
          } else if (!before.equals(type) && !before.equals(NULL) && !type.equals(NULL)) {
            differences.add("%s is %s, was %s".formatted(name, type, before));
          }
        });
    fields.keySet().stream()
        .filter(name -> !later.fields.containsKey(name))
        .forEach(name -> differences.add("%s is gone".formatted(name)));
    return differences;
  }
}
