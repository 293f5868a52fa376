package dev.shoal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedSocketsTest {
  private final OkHttpClient client = GuardedSockets.client(Duration.ofSeconds(5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "100.100.100.200",
        "2130706433"
      })
  void theMachineTheLinkAndMetadataAreRefusedByNameAndByAddress(String host) {
    Request request = new Request.Builder().url("http://" + host + ":1/").build();
    assertThatThrownBy(() -> client.newCall(request).execute().close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("may not connect to");
  }

  @Test
  void otherAddressesAreConnectedTo() throws IOException {
    InetAddress own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst()
            .orElseThrow();
    try (ServerSocket server = new ServerSocket(0, 1, own);
        var socket = new GuardedSockets().createSocket(own, server.getLocalPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
  }
}
