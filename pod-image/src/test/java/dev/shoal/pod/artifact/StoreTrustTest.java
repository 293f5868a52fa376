package dev.shoal.pod.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.shoal.protocol.StoreTrust;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose certificate no authority of the system's has signed. */
class StoreTrustTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private HttpsServer server;
  private Path keys;

  @BeforeEach
  void start() throws Exception {
    keys = folder.resolve("store.p12");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=store", "-ext", "san=ip:127.0.0.1");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("hi".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isReadWhereItsAuthorityIsGiven() throws Exception {
    Path certificate = folder.resolve("ca.crt");
    keytool("-exportcert", "-rfc", "-file", certificate.toString());
    Path file = folder.resolve("file");
    new Uploader(StoreTrust.of(Files.readString(certificate))).get(url(), file);
    assertThat(file).hasContent("hi");
  }

  @Test
  void isNotTrustedOtherwise() {
    assertThatThrownBy(() -> new Uploader(null).get(url(), folder.resolve("file")))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    for (String pem : List.of("ca", "")) {
      assertThatThrownBy(() -> StoreTrust.of(pem))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("holds no certificate in PEM");
    }
  }

  private URI url() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** The JDK's own tool: its library makes no certificates. */
  private void keytool(String... arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        Stream.of(
                List.of(tool),
                List.of(arguments),
                List.of("-alias", "store", "-keystore", keys.toString(), "-storepass", PASSWORD))
            .flatMap(List::stream)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
