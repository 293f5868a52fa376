package dev.shoal.report;

import dev.shoal.protocol.artifact.ChatEntry;
import java.util.List;
import org.owasp.encoder.Encode;

/** The discussion, to be read or played round by round. */
final class ChatView {
  private ChatView() {}

  /**
   * Renders messages.
   *
   * @param total messages of the run, of which those given are the ones that drew most votes
   * @param rounds of the run
   */
  static String render(List<ChatEntry> messages, long total, int rounds) {
    if (messages.isEmpty()) {
      return "<p>Nobody said anything.</p>";
    }
    int first = messages.getFirst().round();
    int last = Math.max(rounds, messages.getLast().round());
    StringBuilder items = new StringBuilder();
    messages.forEach(message -> items.append(item(message)));
    String shown =
        messages.size() == total
            ? "All %d messages.".formatted(total)
            : "%d of %d messages: those with the most votes, and all announcements."
                .formatted(messages.size(), total);
    return """
        <p class="legend">%s</p>
        <div class="controls" hidden>
        <button id="play" type="button">Play</button>
        <label for="round">Up to</label>
        <input id="round" type="range" min="%d" max="%d" value="%d">
        <output id="round-told" for="round" aria-live="polite"></output>
        </div>
        <ol class="chat">
        %s</ol>
        """
        .formatted(shown, first, last, last, items);
  }

  private static String item(ChatEntry message) {
    String about =
        switch (message.kind()) {
          case "reply" -> " answers #" + message.parentId();
          case "repost" -> " shares #" + message.parentId();
          case "quote" -> " comments on #" + message.parentId();
          default -> "";
        };
    return """
        <li class="%s" data-round="%d"><p class="who">%s <span>#%d%s · round %d · %d for, %d against</span></p><p>%s</p></li>
        """
        .formatted(
            Encode.forHtmlAttribute(message.kind()),
            message.round(),
            Encode.forHtml(message.agent()),
            message.id(),
            about,
            message.round(),
            message.likes(),
            message.dislikes(),
            Encode.forHtml(message.text()));
  }
}
