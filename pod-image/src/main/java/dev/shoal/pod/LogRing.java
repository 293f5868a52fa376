package dev.shoal.pod;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.CyclicBufferAppender;
import dev.shoal.pod.http.PodServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest log events in memory, for {@code GET /logs}. */
final class LogRing implements PodServer.RecentLog {
  private static final int CAPACITY = 1_000;

  private final CyclicBufferAppender<ILoggingEvent> buffer;

  private LogRing(CyclicBufferAppender<ILoggingEvent> buffer) {
    this.buffer = buffer;
  }

  /** A ring that all loggers write to. */
  static LogRing installed() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    CyclicBufferAppender<ILoggingEvent> buffer = new CyclicBufferAppender<>();
    buffer.setContext(context);
    buffer.setMaxSize(CAPACITY);
    buffer.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(buffer);
    return new LogRing(buffer);
  }

  @Override
  public List<String> tail(int lines) {
    List<String> tail = new ArrayList<>();
    int length = buffer.getLength();
    for (int i = Math.max(0, length - lines); i < length; i++) {
      ILoggingEvent event = buffer.get(i);
      tail.add(
          "%s %s %s"
              .formatted(
                  Instant.ofEpochMilli(event.getTimeStamp()),
                  event.getLevel(),
                  event.getFormattedMessage()));
    }
    return tail;
  }
}
