package dev.shoal.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/api.md is generated from the CRDs; {@code -Dgenerate=true} writes it. */
class ApiReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/api.md");
  private static final List<String> KINDS =
      List.of(
          "artifactgrants",
          "reportruns",
          "simulationjobs",
          "simulationtiers",
          "sourcesyncs",
          "trainingjobs",
          "workflowschedules");

  @Test
  void theReferenceIsWhatTheCrdsSay() throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # API reference
            Generated from the CRDs by `make generate`. `kubectl explain simjob.spec` says the same.
            """);
    for (String kind : KINDS) {
      Path yaml = Path.of("yaml", kind + ".shoal.dev.yaml");
      text.append(
          kind(Serialization.unmarshal(Files.readString(yaml), CustomResourceDefinition.class)));
    }
    if (Boolean.getBoolean("generate")) {
      Files.writeString(REFERENCE, text);
    }
    assertThat(REFERENCE).as("run `make generate` and commit the result").hasContent(text + "");
  }

  private static String kind(CustomResourceDefinition crd) {
    var version = crd.getSpec().getVersions().getFirst();
    JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
    StringBuilder text =
        new StringBuilder(
            "\n## %s\n%s `apiVersion: %s/%s`, %s; short: %s.\n"
                .formatted(
                    crd.getSpec().getNames().getKind(),
                    schema.getDescription(),
                    crd.getSpec().getGroup(),
                    version.getName(),
                    crd.getSpec().getScope(),
                    String.join(", ", crd.getSpec().getNames().getShortNames())));
    for (String part : List.of("spec", "status")) {
      JSONSchemaProps props = schema.getProperties().get(part);
      text.append("\n### ").append(part).append('\n').append(props.getDescription()).append('\n');
      List<String> rules =
          Stream.concat(rules(schema), rules(props)).filter(rule -> part.equals("spec")).toList();
      rules.forEach(rule -> text.append("- ").append(rule).append('\n'));
      text.append("\n| field | type | meaning |\n|---|---|---|\n");
      fields("", props).forEach(row -> text.append(row).append('\n'));
    }
    return text.toString();
  }

  private static Stream<String> rules(JSONSchemaProps props) {
    return props.getXKubernetesValidations() == null
        ? Stream.of()
        : props.getXKubernetesValidations().stream()
            .map(rule -> rule.getMessage())
            .filter(message -> message != null);
  }

  private static List<String> fields(String path, JSONSchemaProps parent) {
    List<String> rows = new ArrayList<>();
    Map<String, JSONSchemaProps> properties =
        parent.getProperties() == null ? Map.of() : parent.getProperties();
    properties.forEach(
        (name, field) -> {
          boolean list = "array".equals(field.getType());
          JSONSchemaProps inner = list ? field.getItems().getSchema() : field;
          boolean needed = parent.getRequired() != null && parent.getRequired().contains(name);
          String at = path + name + (list ? "[]" : "");
          rows.add("| `%s` | %s | %s |".formatted(at, type(field, needed), meaning(field)));
          rows.addAll(fields(at + ".", inner));
        });
    return rows;
  }

  private static String type(JSONSchemaProps field, boolean needed) {
    String type = field.getType();
    if ("array".equals(type)) {
      type = "list of " + named(field.getItems().getSchema());
    } else if (field.getAdditionalProperties() != null) {
      type = "map";
    } else {
      type = named(field);
    }
    return needed ? type + ", required" : type;
  }

  private static String named(JSONSchemaProps field) {
    if (field.getEnum() != null && !field.getEnum().isEmpty()) {
      return field.getEnum().stream()
          .map(value -> "`" + value.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    return field.getType();
  }

  private static String meaning(JSONSchemaProps field) {
    String own = field.getDescription() == null ? "" : field.getDescription();
    return Stream.concat(Stream.of(own), rules(field))
        .filter(text -> !text.isEmpty())
        .map(text -> text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;"))
        .collect(Collectors.joining(" "));
  }
}
