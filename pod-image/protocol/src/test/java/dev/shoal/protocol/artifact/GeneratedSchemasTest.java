package dev.shoal.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JSON Schemas of the artifacts are generated from their records; see GeneratedCrdsTest. */
class GeneratedSchemasTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/shoal/protocol");
  private static final RecordDocs DOCS = new RecordDocs(SOURCES, SOURCES.resolve("artifact"));
  private static final Path PAGE = Path.of("../../docs/artifacts.md");
  private static final Path CHECKED_IN = Path.of("src/main/resources/schemas");

  @ParameterizedTest
  @EnumSource
  void checkedInSchemaIsWhatTheRecordGenerates(ArtifactKind kind) throws IOException {
    String schema = generate(kind).toPrettyString() + "\n";
    Path file = CHECKED_IN.resolve(kind.schemaName());
    if (Boolean.getBoolean("generate")) {
      Files.createDirectories(CHECKED_IN);
      Files.writeString(file, schema);
    }
    assertThat(file).as("run `make generate` and commit the result").hasContent(schema);
  }

  /** The page that shows them is made of them. */
  @Test
  void thePageIsWhatTheSchemasSay() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Artifacts
            <!-- Generated from the records by `make generate`. -->

            What a run leaves below `sim-data/<job uid>/a<attempt>/`. `manifest.json` holds length and SHA-256 of each of the others. Every file has a JSON Schema, which the tests hold the engine to. `schema_version` %d is written; older ones stay readable.
            """
                .formatted(Manifest.CURRENT_SCHEMA));
    for (ArtifactKind kind : ArtifactKind.values()) {
      JsonNode schema = generate(kind);
      String shape =
          kind.array() ? "A list. " : kind.fileName().endsWith(".jsonl") ? "JSON lines. " : "";
      page.append(
          """

          ## %s
          %s%s ([schema](../pod-image/protocol/src/main/resources/schemas/%s))

          | field | type | meaning |
          |---|---|---|
          """
              .formatted(
                  kind.fileName(), shape, DOCS.of((Class<?>) kind.element()), kind.schemaName()));
      rows(kind.array() ? schema.path("items") : schema, "", page);
    }
    if (Boolean.getBoolean("generate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("run `make generate` and commit the result").hasContent(page.toString());
  }

  private static void rows(JsonNode schema, String path, StringBuilder to) {
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              JsonNode of = field.getValue();
              boolean list = of.has("items");
              JsonNode element = list ? of.path("items") : of;
              String name = path + field.getKey() + (list ? "[]" : "");
              to.append("| `%s` | %s | %s |\n".formatted(name, type(element), meaning(of)));
              rows(element, name + ".", to);
            });
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return StreamSupport.stream(schema.path("enum").spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", "));
    }
    JsonNode type = schema.path("type");
    return type.isArray() ? type.path(0).asText() + ", or none" : type.asText("any");
  }

  private static String meaning(JsonNode schema) {
    return schema.path("description").asText("").replace("|", "\\|");
  }

  private static JsonNode generate(ArtifactKind kind) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .with(Option.INLINE_ALL_SCHEMAS);
    builder
        .forFields()
        .withPropertyNameOverrideResolver(
            field -> PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(field.getName()))
        .withRequiredCheck(
            field -> field.getRawMember().getAnnotatedType().getAnnotation(Nullable.class) == null);
    builder
        .forFields()
        .withDescriptionResolver(
            field -> DOCS.of(field.getDeclaringType().getErasedType(), field.getName()));
    SchemaGenerator generator = new SchemaGenerator(builder.build());
    ObjectNode element = generator.generateSchema(kind.element());
    if (!kind.array()) {
      return element.put("title", kind.fileName());
    }
    ObjectNode array = element.objectNode();
    array.set("$schema", element.remove("$schema"));
    array.put("title", kind.fileName()).put("type", "array").set("items", element);
    return array;
  }
}
