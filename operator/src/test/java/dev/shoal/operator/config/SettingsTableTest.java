package dev.shoal.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTableTest {
  private static final Pattern KEY_IN_CODE =
      Pattern.compile("settings\\.[a-z]+\\(\\s*\"([A-Z0-9_]+)\"");
  private static final Pattern KEY_IN_TABLE = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

  @Test
  void theTableInTheDocsHasExactlyTheSettingsOfTheCode() throws IOException {
    Set<String> code =
        Stream.of(
                "src/main/java/dev/shoal/operator/config/OperatorConfig.java",
                "../workflows/src/main/java/dev/shoal/worker/WorkerConfig.java",
                "../workflows/src/main/java/dev/shoal/objectstore/PublicStore.java",
                "../workflows/src/main/java/dev/shoal/objectstore/StoreSettings.java")
            .flatMap(file -> keys(KEY_IN_CODE, read(file)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> table =
        Files.readAllLines(Path.of("../docs/operations.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> keys(KEY_IN_TABLE, line.split("\\|", -1)[1]))
            .filter(key -> !key.startsWith("TEMPORAL_") && !key.equals("LOG_FORMAT"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(table).isEqualTo(code).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL,,is not set",
    "TEMPORAL_TLS_CLIENT_KEY_PATH,/tls/secret.key,set without TEMPORAL_TLS_CLIENT_CERT_PATH",
    "TEMPORAL_TLS_CLIENT_CERT_DATA,a secret,set without TEMPORAL_TLS_CLIENT_KEY_DATA",
    "MAX_SEED_CHARS,many,whole number",
    "SHOAL_HISTORY_KEYS,k1=secret,must be id=key pairs",
    "DEMO_MODE,perhaps,true or false"
  })
  void aBadSettingIsNamedWithoutItsValue(String key, String value, String problem) {
    Map<String, String> env = SampleSettings.with(key, value == null ? "" : value);
    assertThatThrownBy(() -> OperatorConfig.from(new Settings(env)))
        .hasMessageStartingWith(key)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("secret");
  }

  private static Stream<String> keys(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
