package dev.shoal.pod.social;

import dev.shoal.pod.engine.Action;
import org.jspecify.annotations.Nullable;

/** What agents do on the social network. */
public sealed interface SocialAction extends Action {
  @Override
  default String environment() {
    return SocialEnvironment.NAME;
  }

  /** Writes a new message. */
  record CreatePost(String text) implements SocialAction {
    @Override
    public String name() {
      return "create_post";
    }
  }

  /** Answers a message. */
  record Reply(int post, String text) implements SocialAction {
    @Override
    public String name() {
      return "reply";
    }

    @Override
    public String target() {
      return Integer.toString(post);
    }
  }

  /** Shares a message with one's followers. */
  record Repost(int post) implements SocialAction {
    @Override
    public String name() {
      return "repost";
    }

    @Override
    public String target() {
      return Integer.toString(post);
    }
  }

  /** Likes or dislikes a message. */
  record Vote(int post, boolean up) implements SocialAction {
    @Override
    public String name() {
      return up ? "vote_up" : "vote_down";
    }

    @Override
    public String target() {
      return Integer.toString(post);
    }
  }

  /** Reads another agent from now on. */
  record Follow(int agent) implements SocialAction {
    @Override
    public String name() {
      return "follow";
    }

    @Override
    public @Nullable String target() {
      return Integer.toString(agent);
    }
  }
}
