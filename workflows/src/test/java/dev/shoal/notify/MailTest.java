package dev.shoal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.Channel;
import dev.shoal.net.GuardedSockets;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a mail server. */
class MailTest {
  private static final Letter LETTER =
      new Letter("5a0c-r1", "daily_jobs", "ns", "n", new Briefing("Jobs, gestern", "s", "text é"));
  private static final Channel CHANNEL =
      new Channel(
          Channel.Type.EMAIL,
          null,
          "smtp",
          null,
          List.of("a@example.org", "b@example.org"),
          "shoal@example.org");

  private final GreenMail mailServer = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final Mail mail = new Mail(SocketFactory.getDefault());

  @BeforeEach
  void start() {
    mailServer.start();
  }

  @AfterEach
  void stop() {
    mailServer.stop();
  }

  @Test
  void aMailHasTextAndPageAndTheSameIdEachTime() throws Exception {
    mail.send(LETTER, CHANNEL, server("security", "none"));
    mail.send(LETTER, CHANNEL, server("security", "none"));
    MimeMessage[] received = mailServer.getReceivedMessages();
    assertThat(received).hasSize(4);
    assertThat(received)
        .allSatisfy(one -> assertThat(one.getMessageID()).isEqualTo("<5a0c-r1@shoal.dev>"));
    assertThat(received[0].getSubject()).isEqualTo("Jobs, gestern");
    assertThat(GreenMailUtil.getWholeMessage(received[0]))
        .contains("multipart/alternative", "text/plain; charset=UTF-8", "<h1>Jobs, gestern</h1>");
  }

  @Test
  void whoIsNoUserIsRefusedForGood() {
    mailServer.setUser("shoal", "right");
    Map<String, String> wrong =
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(mailServer.getSmtp().getPort()),
            "security", "none",
            "username", "shoal",
            "password", "wrong");
    assertThatThrownBy(() -> mail.send(LETTER, CHANNEL, wrong))
        .isInstanceOf(Channels.Refused.class)
        .hasMessageContaining("the server refuses username and password")
        .hasMessageNotContaining("wrong");
  }

  /** A server that offers no TLS gets nothing, unless the Secret says so. */
  @Test
  void nothingIsSentInTheClearUnlessAskedFor() {
    assertThatThrownBy(() -> mail.send(LETTER, CHANNEL, server("security", "starttls")))
        .isInstanceOf(IOException.class);
    assertThat(mailServer.getReceivedMessages()).isEmpty();
  }

  @Test
  void aSecretWithoutHostOrOfAnotherSecurityIsNamed() {
    assertThatThrownBy(() -> mail.send(LETTER, CHANNEL, Map.of()))
        .hasMessage("spec.channel.email.serverSecretRef: the Secret has no key host: add it");
    assertThatThrownBy(() -> mail.send(LETTER, CHANNEL, server("security", "ssl3")))
        .hasMessageContaining("security has to be starttls, tls or none");
  }

  @Test
  void theMachineItselfIsNoMailServer() {
    assertThatThrownBy(
            () -> new Mail(new GuardedSockets()).send(LETTER, CHANNEL, server("security", "none")))
        .isInstanceOf(IOException.class);
    assertThat(mailServer.getReceivedMessages()).isEmpty();
  }

  private Map<String, String> server(String key, String value) {
    return Map.of(
        "host", "127.0.0.1", "port", Integer.toString(mailServer.getSmtp().getPort()), key, value);
  }
}
