package dev.shoal.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/values.md is generated from the comments of the chart's values; {@code -Dgenerate=true}
 * writes it.
 */
class ValuesTableTest {
  private static final Path TABLE = Path.of("../docs/values.md");
  private static final Pattern VALUE =
      Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):(?: +(.*?))?(?: *# (.*))?");

  /** Tiers are whole resources of their own, which the API reference describes. */
  private static final String OWN_RESOURCES = "tiers";

  /** One value: where it is, what it is without being set, what it means. */
  private record Value(String path, String otherwise, String meaning) {}

  @Test
  void theTableIsWhatTheChartSays() throws IOException {
    List<Value> values = values(Files.readAllLines(Path.of("../helm/shoal/values.yaml")));
    StringBuilder text =
        new StringBuilder(
            """
            # Values of the chart
            Generated from helm/shoal/values.yaml by `make generate`. A value that is not listed is refused.

            | value | default | meaning |
            |---|---|---|
            """);
    for (Value value : values) {
      if (value.otherwise().isEmpty() && value.meaning().isEmpty()) {
        continue;
      }
      text.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  value.path(),
                  value.otherwise().isEmpty() ? "" : "`" + value.otherwise() + "`",
                  value.meaning().replace("|", "\\|").replace("<", "&lt;")));
    }
    if (Boolean.getBoolean("generate")) {
      Files.writeString(TABLE, text);
    }
    assertThat(values)
        .filteredOn(value -> !value.otherwise().isEmpty())
        .allSatisfy(value -> assertThat(value.meaning()).as(value.path()).isNotBlank());
    assertThat(TABLE).as("run `make generate` and commit the result").hasContent(text + "");
  }

  private static List<Value> values(List<String> lines) {
    List<Value> values = new ArrayList<>();
    Deque<String> parents = new ArrayDeque<>();
    StringBuilder before = new StringBuilder();
    for (String line : lines) {
      Matcher value = VALUE.matcher(line);
      if (line.strip().startsWith("# ")) {
        before.append(line.strip().substring(2)).append(' ');
      } else if (!value.matches()) {
        before.setLength(0);
      } else {
        int depth = value.group(1).length() / 2;
        while (parents.size() > depth) {
          parents.removeLast();
        }
        if (parents.contains(OWN_RESOURCES)) {
          continue;
        }
        parents.addLast(value.group(2));
        String beside = value.group(4) == null ? "" : value.group(4);
        String otherwise = value.group(3) == null ? "" : value.group(3);
        values.add(new Value(String.join(".", parents), otherwise, (before + beside).strip()));
        before.setLength(0);
      }
    }
    return values;
  }
}
