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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JSON Schemas of the artifacts are generated from their records; see GeneratedCrdsTest. */
class GeneratedSchemasTest {
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
