package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Docker Compose's own library makes of compose.yaml. */
@Tag("e2e")
class ComposeTest {
  @Test
  void allServersAreThereHealthyAndOnThisMachineAlone() throws Exception {
    List<String> read =
        Tool.lines("", "checks", "compose", Path.of("../compose.yaml").toRealPath().toString());
    JsonNode project = new ObjectMapper().readTree(String.join("\n", read));
    JsonNode services = project.get("services");
    assertThat(services.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("postgres", "temporal", "temporal-ui", "minio");
    for (JsonNode service : services) {
      assertThat(service.get("healthcheck").get("test")).as("%s", service).isNotEmpty();
      assertThat(service.get("image").asText()).matches("[a-z/-]+:[A-Za-z0-9.-]+");
      for (JsonNode port : service.get("ports")) {
        assertThat(port.get("host_ip").asText()).isEqualTo("127.0.0.1");
      }
    }
    assertThat(services.get("postgres").get("volumes")).isNotEmpty();
    assertThat(services.get("minio").get("volumes")).isNotEmpty();
    assertThat(services.get("temporal").get("depends_on").get("postgres").get("condition").asText())
        .isEqualTo("service_healthy");
  }
}
