package dev.shoal.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a command prints what it found. */
enum Output {
  /** For people. */
  TABLE,
  /** The same, with more columns. */
  WIDE,
  /** As the API server has it. */
  JSON,
  YAML;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean raw() {
    return this == JSON || this == YAML;
  }

  /** Resources as a list of Kubernetes, in the one format or the other. */
  String of(List<Seen> all) {
    Map<String, Object> list =
        Map.of(
            "apiVersion", "v1", "kind", "List", "items", all.stream().map(Seen::resource).toList());
    try {
      return this == YAML
          ? Serialization.asYaml(list)
          : new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
