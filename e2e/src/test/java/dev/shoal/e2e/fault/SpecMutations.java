package dev.shoal.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Specs made of a CRD's schema, in the manner of Acto (Gu et al., SOSP 2023): for each field,
 * values within, at and beyond its bounds, and of other types.
 */
public final class SpecMutations {
  private static final JsonMapper JSON = new JsonMapper();

  /** Among these is one for each pattern of the schemas. */
  private static final List<String> WORDS =
      List.of(
          "a",
          "x1",
          "100m",
          "0.5",
          "Abc",
          "test-no-node",
          "models/x/",
          "https://example.org/hook",
          "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11",
          "NoSchedule");

  /**
   * A change of a spec.
   *
   * @param field its path, such as {@code spec.markets[].question}
   * @param spec a merge patch of the spec
   */
  public record Mutation(String field, JsonNode spec) {}

  private final List<Mutation> found = new ArrayList<>();

  private SpecMutations() {}

  /** All mutations of the spec of a CRD. */
  public static List<Mutation> of(Path crd) throws IOException {
    JsonNode spec =
        new YAMLMapper()
            .readTree(crd.toFile())
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    SpecMutations mutations = new SpecMutations();
    mutations.fields(spec, "spec", JSON.createObjectNode(), Function.identity());
    return mutations.found;
  }

  /**
   * @param others what the object needs beside the field; nothing for the spec itself, which a
   *     patch leaves as it is
   */
  private void fields(
      JsonNode schema, String path, JsonNode others, Function<JsonNode, JsonNode> whole) {
    schema
        .path("properties")
        .forEachEntry(
            (name, field) ->
                values(
                    field,
                    path + "." + name,
                    value -> whole.apply(((ObjectNode) others.deepCopy()).set(name, value))));
    add(path + ".noSuchField", whole.apply(((ObjectNode) others.deepCopy()).put("noSuchField", 1)));
  }

  private void values(JsonNode schema, String path, Function<JsonNode, JsonNode> whole) {
    add(path, whole.apply(JSON.nullNode()));
    add(path, whole.apply(sample(schema)));
    switch (schema.path("type").asText()) {
      case "string" -> {
        int most = schema.path("maxLength").asInt(300);
        schema.path("enum").forEach(value -> add(path, whole.apply(value)));
        for (String text :
            List.of("", " ", "no such word", "\u202Ex", "x".repeat(most), "x".repeat(most + 1))) {
          add(path, whole.apply(JSON.getNodeFactory().textNode(text)));
        }
        add(path, whole.apply(JSON.getNodeFactory().numberNode(7)));
      }
      case "integer", "number" -> {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1_000);
        for (long number : new long[] {least - 1, least, most, most + 1}) {
          add(path, whole.apply(JSON.getNodeFactory().numberNode(number)));
        }
        add(path, whole.apply(JSON.getNodeFactory().textNode("many")));
      }
      case "boolean" -> {
        add(path, whole.apply(JSON.getNodeFactory().booleanNode(true)));
        add(path, whole.apply(JSON.getNodeFactory().booleanNode(false)));
        add(path, whole.apply(JSON.getNodeFactory().textNode("perhaps")));
      }
      case "array" -> {
        int most = schema.path("maxItems").asInt(50);
        add(path, whole.apply(JSON.createArrayNode()));
        add(path, whole.apply(copies(schema.path("items"), most + 1)));
        add(path, whole.apply(JSON.getNodeFactory().textNode("a list")));
        Function<JsonNode, JsonNode> inList = item -> whole.apply(JSON.createArrayNode().add(item));
        if (schema.path("items").path("type").asText().equals("object")) {
          fields(schema.path("items"), path + "[]", sample(schema.path("items")), inList);
        }
      }
      case "object" -> {
        add(path, whole.apply(JSON.createObjectNode()));
        add(path, whole.apply(JSON.getNodeFactory().textNode("an object")));
        if (schema.has("properties")) {
          fields(schema, path, sample(schema), whole);
        } else {
          add(path, whole.apply(JSON.createObjectNode().put("a", "b")));
          add(path, whole.apply(JSON.createObjectNode().put("no key", "-no value-")));
        }
      }
      default -> {}
    }
  }

  private void add(String path, JsonNode spec) {
    found.add(new Mutation(path, spec));
  }

  private static ArrayNode copies(JsonNode items, int count) {
    ArrayNode all = JSON.createArrayNode();
    IntStream.range(0, count).forEach(i -> all.add(sample(items)));
    return all;
  }

  /** The least that a schema takes, but for rules across fields. */
  private static JsonNode sample(JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" ->
          schema.has("enum")
              ? schema.path("enum").get(0)
              : JSON.getNodeFactory().textNode(word(schema));
      case "integer", "number" ->
          JSON.getNodeFactory().numberNode(Math.max(1, schema.path("minimum").asLong(1)));
      case "boolean" -> JSON.getNodeFactory().booleanNode(true);
      case "array" -> copies(schema.path("items"), Math.max(1, schema.path("minItems").asInt(1)));
      case "object" -> {
        ObjectNode object = JSON.createObjectNode();
        schema
            .path("required")
            .forEach(
                name ->
                    object.set(
                        name.asText(), sample(schema.path("properties").path(name.asText()))));
        yield object;
      }
      default -> JSON.getNodeFactory().textNode("1");
    };
  }

  private static String word(JsonNode schema) {
    Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
    return WORDS.stream()
        .filter(word -> pattern.matcher(word).find())
        .filter(word -> word.length() >= schema.path("minLength").asInt(0))
        .findFirst()
        .orElse("a");
  }
}
