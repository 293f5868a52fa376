package dev.shoal.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that a released API took are still taken: each release leaves its CRDs here. */
class CompatibilityTest {
  private static final Path RELEASED = Path.of("src/test/resources/released");

  static List<Path> released() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void nothingThatWasReleasedBreaks(Path released) throws IOException {
    JSONSchemaProps before = schema(Files.readString(released));
    JSONSchemaProps after =
        schema(Files.readString(Path.of("yaml").resolve(released.getFileName())));
    assertThat(SchemaChange.breaks(before, after)).as("%s", released).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {type: string}                                 | {type: integer}                          | .f: its type changed
          {type: string, maxLength: 9}                   | {type: string, maxLength: 8}             | .f: its longest shrank
          {type: string}                                 | {type: string, minLength: 1}             | .f: its least length grew
          {type: string, enum: [a, b]}                   | {type: string, enum: [a]}                | .f: values are gone
          {type: string}                                 | {type: string, enum: [a]}                | .f: values are bounded now
          {type: integer, maximum: 5}                    | {type: integer, maximum: 6}              |
          {type: string, enum: [a]}                      | {type: string, enum: [a, b]}             |
          {type: object, properties: {x: {type: string}}} | {type: object}                          | .f.x: is gone
          {type: object}                                 | {type: object, properties: {x: {type: string}}} |
          {type: object}                                 | {type: object, required: [x], properties: {x: {type: string}}} | .f.x: is required now
          {type: array, items: {type: string}}           | {type: array, items: {type: integer}}    | .f[]: its type changed
          {type: boolean, default: true}                 | {type: boolean, default: false}          | .f: its default changed
          """)
  void aChangeThatBreaksIsFound(String before, String after, String expected) {
    List<String> breaks = SchemaChange.breaks(field(before), field(after));
    assertThat(breaks).isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  /** The check would be of no use if it read nothing. */
  @Test
  void aFieldThatIsTakenOutIsFound() throws IOException {
    String yaml = Files.readString(Path.of("yaml/simulationjobs.shoal.dev.yaml"));
    JSONSchemaProps after = schema(yaml);
    after.getProperties().get("spec").getProperties().remove("budget");
    assertThat(SchemaChange.breaks(schema(yaml), after)).containsExactly(".spec.budget: is gone");
  }

  private static JSONSchemaProps schema(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class)
        .getSpec()
        .getVersions()
        .getFirst()
        .getSchema()
        .getOpenAPIV3Schema();
  }

  private static JSONSchemaProps field(String schema) {
    return Serialization.unmarshal(
        "type: object\nproperties: {f: " + schema + "}", JSONSchemaProps.class);
  }
}
