package dev.shoal.pod.llm;

import java.util.List;
import java.util.Map;

/** JSON Schemas of what a model is to answer. */
public final class JsonShape {
  private JsonShape() {}

  /** An object with these properties alone, of which some have to be there. */
  public static Map<String, ?> object(Map<String, ?> properties, List<String> required) {
    return Map.of(
        "type",
        "object",
        "additionalProperties",
        false,
        "properties",
        properties,
        "required",
        required);
  }

  /** An array of one item at least, and at most so many. */
  public static Map<String, ?> array(Map<String, ?> items, int most) {
    return Map.of("type", "array", "minItems", 1, "maxItems", most, "items", items);
  }
}
