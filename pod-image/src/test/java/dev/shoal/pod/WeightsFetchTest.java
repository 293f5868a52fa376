package dev.shoal.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.shoal.pod.artifact.Uploader;
import dev.shoal.protocol.WeightsFile;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFetchTest {
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void filesLandWhereTheyBelong() throws Exception {
    fetch(List.of(file("config.json", 2), file("parts/one.bin", 2)));
    assertThat(folder.resolve("weights/config.json")).hasContent("/a");
    assertThat(folder.resolve("weights/parts/one.bin")).hasContent("/a");
  }

  @Test
  void aPathOutOfTheFolderIsRefused() {
    assertThatThrownBy(() -> fetch(List.of(file("../evil", 2))))
        .hasMessageContaining("../evil leads out of the folder");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  private void fetch(List<WeightsFile> files) throws IOException, InterruptedException {
    Path links = folder.resolve("links.json");
    Files.write(links, Wire.json().writeValueAsBytes(files));
    new WeightsFetch(new Uploader(null), folder.resolve("weights")).run(links);
  }

  private WeightsFile file(String path, long bytes) {
    return new WeightsFile(path, bytes, "http://127.0.0.1:" + server.getAddress().getPort() + "/a");
  }
}
