package dev.shoal.pod.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.pod.PodMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class InstallationTest {
  @TempDir Path folder;

  /** Without its settings the worker says what it lacks: it has come as far as its own code. */
  @Test
  void whatIsInstalledRunsByItself() throws Exception {
    new Installation(
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.class.path"),
            PodMain.class.getName())
        .into(folder);
    Process worker =
        new ProcessBuilder(
                folder.resolve("java/bin/java").toString(), "@" + folder.resolve("worker.args"))
            .redirectErrorStream(true)
            .start();
    String said = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).isEqualTo(2);
    assertThat(said).contains("SHOAL_TOKEN_FILE is not set");
  }
}
