package dev.shoal.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicDnsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "224.0.0.1"
      })
  void addressesOfTheMachineAndTheLinkAreRefused(String host) {
    assertThatThrownBy(() -> new PublicDns().lookup(host))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("may not read from");
  }

  @Test
  void addressesOfANetworkAreTaken() throws UnknownHostException {
    assertThat(new PublicDns().lookup("10.1.2.3")).hasSize(1);
  }
}
