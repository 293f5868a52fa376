package dev.shoal.notify;

import dev.shoal.briefing.Channel;
import dev.shoal.notify.Channels.Refused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;

/** Sends mails through the server that a Secret names. */
final class Mail {
  private static final String FIELD = "spec.channel.email";
  private static final String TIMEOUT_MILLIS = "15000";
  private static final String CHARSET = StandardCharsets.UTF_8.name();

  private final SocketFactory sockets;

  Mail(SocketFactory sockets) {
    this.sockets = sockets;
  }

  /**
   * Sends a mail.
   *
   * @param server host, port, security, username and password
   */
  void send(Letter letter, Channel channel, Map<String, String> server)
      throws Refused, IOException {
    String host = server.get("host");
    if (host == null) {
      throw new Refused(FIELD + ".serverSecretRef: the Secret has no key host: add it");
    }
    Session session = Session.getInstance(settings(host, server));
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(server.get("username"), server.get("password"));
      Message message = message(session, letter, channel);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw new Refused(FIELD + ".serverSecretRef: the server refuses username and password");
    } catch (SendFailedException e) {
      throw new Refused(FIELD + ": the server refuses the mail: " + e.getMessage());
    } catch (MessagingException e) {
      throw new IOException(FIELD + ": the mail server can't be reached"); // its cause names it
    }
  }

  private Properties settings(String host, Map<String, String> server) throws Refused {
    String security = server.getOrDefault("security", "starttls");
    Properties settings = new Properties();
    settings.put("mail.smtp.host", host);
    settings.put("mail.smtp.port", server.getOrDefault("port", "587"));
    settings.put("mail.smtp.auth", Boolean.toString(server.containsKey("username")));
    // The plain socket is guarded, and TLS comes on top of it.
    settings.put("mail.smtp.socketFactory", sockets);
    settings.put("mail.smtp.socketFactory.fallback", "false");
    settings.put("mail.smtp.ssl.checkserveridentity", "true");
    settings.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    settings.put("mail.smtp.timeout", TIMEOUT_MILLIS);
    settings.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    switch (security) {
      case "starttls" -> {
        settings.put("mail.smtp.starttls.enable", "true");
        settings.put("mail.smtp.starttls.required", "true");
      }
      case "tls" -> settings.put("mail.smtp.ssl.enable", "true");
      case "none" -> settings.put("mail.smtp.starttls.enable", "false");
      default ->
          throw new Refused(
              FIELD + ".serverSecretRef: security has to be starttls, tls or none: mend it");
    }
    return settings;
  }

  private static Message message(Session session, Letter letter, Channel channel)
      throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          // The same for each try.
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + letter.delivery() + "@shoal.dev>");
          }
        };
    message.setFrom(new InternetAddress(channel.from(), true));
    for (String to : channel.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    message.setSubject(letter.briefing().title(), CHARSET);
    MimeBodyPart text = new MimeBodyPart();
    text.setText(letter.briefing().text(), CHARSET);
    MimeBodyPart page = new MimeBodyPart();
    page.setContent(letter.briefing().html(), "text/html; charset=" + CHARSET);
    message.setContent(new MimeMultipart("alternative", text, page));
    return message;
  }
}
