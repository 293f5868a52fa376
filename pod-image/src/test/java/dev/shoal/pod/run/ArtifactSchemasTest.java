package dev.shoal.pod.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run writes is what the published schemas promise. */
class ArtifactSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws IOException {
    SampleRequests.finish(
        SampleRequests.begin(SampleRequests.request(8, 30, 7), folder.resolve("rules"), 8, null));
    SampleRequests.finish(
        SampleRequests.begin(
            SampleRequests.request(8, 30, 7, "llm", JobRequest.Beliefs.FEED),
            folder.resolve("model"),
            8,
            new MoodyModel()));
  }

  @ParameterizedTest
  @EnumSource
  void artifactMatchesItsSchema(ArtifactKind kind) throws IOException {
    JsonSchema schema = schema(kind);
    Path file =
        folder.resolve(kind == ArtifactKind.ANSWERS ? "model" : "rules").resolve(kind.fileName());
    List<JsonNode> values =
        kind.fileName().endsWith(".jsonl")
            ? Files.readAllLines(file).stream().map(ArtifactSchemasTest::parse).toList()
            : List.of(parse(Files.readString(file)));
    assertThat(values)
        .isNotEmpty()
        .allSatisfy(value -> assertThat(schema.validate(value)).isEmpty());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonSchema schema(ArtifactKind kind) throws IOException {
    try (InputStream in = ArtifactKind.class.getResourceAsStream("/schemas/" + kind.schemaName())) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
