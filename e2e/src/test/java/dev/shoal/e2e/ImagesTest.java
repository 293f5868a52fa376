package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images that the tests run, as the build left them. */
@Tag("e2e")
@Alone
class ImagesTest {
  @ParameterizedTest
  @CsvSource({"operator, operator-framework", "workflows, temporal-sdk", "pod-image, javalin"})
  void eachListsWhatItConsistsOf(String module, String library) throws Exception {
    Path target = Path.of("..", module, "target");
    JsonNode list = new ObjectMapper().readTree(Files.readString(target.resolve("sbom/bom.json")));
    assertThat(list.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(StreamSupport.stream(list.get("components").spliterator(), false))
        .filteredOn(component -> component.get("name").asText().equals(library))
        .singleElement()
        .satisfies(
            component -> assertThat(component.get("purl").asText()).startsWith("pkg:maven/"));
    String image = target.resolve("jib-image.tar").toString();
    List<String> layers =
        Tool.lines("", "tar", "tf", image).stream().filter(name -> name.endsWith(".gz")).toList();
    assertThat(layers)
        .as("one of the layers has the list")
        .anySatisfy(
            layer ->
                assertThat(
                        Tool.lines("", "sh", "-c", "tar xOf " + image + " " + layer + " | tar tz"))
                    .contains("sbom/bom.json"));
  }
}
