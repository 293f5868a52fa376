package dev.shoal.pod.social;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model may do among messages and people, and how its words become actions. */
final class SocialTools {
  private static final int LONGEST_TEXT = 500;

  static final List<Tool> ALL = all();

  private SocialTools() {}

  private static List<Tool> all() {
    Map<String, ?> text = Map.of("type", "string", "maxLength", LONGEST_TEXT);
    Map<String, ?> id = Map.of("type", "integer");
    Map<String, Map<String, ?>> withText = Map.of("message", id, "text", text);
    Map<String, Map<String, ?>> onMessage = Map.of("message", id);
    Map<String, Map<String, ?>> onAgent = Map.of("agent", id);
    return List.of(
        new Tool("create_post", "write a message", Map.of("text", text), List.of("text")),
        new Tool("reply", "answer a message", withText, List.of("message", "text")),
        new Tool("quote", "share a message with a comment", withText, List.of("message", "text")),
        new Tool("repost", "share a message", onMessage, List.of("message")),
        new Tool("vote_up", "like a message", onMessage, List.of("message")),
        new Tool("vote_down", "dislike a message", onMessage, List.of("message")),
        new Tool("follow", "read an agent's messages", onAgent, List.of("agent")),
        new Tool("unfollow", "read an agent's messages no more", onAgent, List.of("agent")),
        new Tool("mute", "never see an agent again", onAgent, List.of("agent")),
        new Tool("search", "look for messages", Map.of("words", text), List.of("words")),
        new Tool("do_nothing", "let this round pass", Map.of(), List.of()));
  }

  /** A use of a tool as an action; empty if it makes no sense. */
  static Optional<Action> read(String tool, JsonNode arguments) {
    int message = arguments.path("message").asInt(-1);
    int agent = arguments.path("agent").asInt(-1);
    String text = bounded(arguments.path("text").asText(""));
    Wording words = new Wording.Literal(text);
    return switch (tool) {
      case "create_post" ->
          text.isEmpty() ? Optional.empty() : of(new SocialAction.CreatePost(words));
      case "reply" ->
          text.isEmpty() ? Optional.empty() : of(new SocialAction.Reply(message, words));
      case "quote" ->
          text.isEmpty() ? Optional.empty() : of(new SocialAction.Quote(message, words));
      case "repost" -> of(new SocialAction.Repost(message));
      case "vote_up" -> of(new SocialAction.Vote(message, true));
      case "vote_down" -> of(new SocialAction.Vote(message, false));
      case "follow" -> of(new SocialAction.Follow(agent));
      case "unfollow" -> of(new SocialAction.Unfollow(agent));
      case "mute" -> of(new SocialAction.Mute(agent));
      case "search" -> {
        String query = bounded(arguments.path("words").asText(""));
        yield query.isEmpty() ? Optional.empty() : of(new SocialAction.Search(query));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Action> of(SocialAction action) {
    return Optional.of(action);
  }

  private static String bounded(String text) {
    String stripped = text.strip();
    return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT);
  }
}
