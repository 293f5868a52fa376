package dev.shoal.pod.social;

import dev.shoal.pod.engine.Action;

/** What agents do on the social network. */
public sealed interface SocialAction extends Action {
  @Override
  default String environment() {
    return SocialEnvironment.NAME;
  }

  /** An action on a message. */
  sealed interface OnMessage extends SocialAction {
    int message();

    @Override
    default String target() {
      return Integer.toString(message());
    }
  }

  /** An action on another agent. */
  sealed interface OnAgent extends SocialAction {
    int agent();

    @Override
    default String target() {
      return Integer.toString(agent());
    }
  }

  /** Writes a new message. */
  record CreatePost(Wording words) implements SocialAction {
    @Override
    public String name() {
      return "create_post";
    }
  }

  /** Answers a message. */
  record Reply(int message, Wording words) implements OnMessage {
    @Override
    public String name() {
      return "reply";
    }
  }

  /** Shares a message with one's followers. */
  record Repost(int message) implements OnMessage {
    @Override
    public String name() {
      return "repost";
    }
  }

  /** Shares a message with words of one's own. */
  record Quote(int message, Wording words) implements OnMessage {
    @Override
    public String name() {
      return "quote";
    }
  }

  /** Likes or dislikes a message. */
  record Vote(int message, boolean up) implements OnMessage {
    @Override
    public String name() {
      return up ? "vote_up" : "vote_down";
    }
  }

  /** Reads another agent from now on. */
  record Follow(int agent) implements OnAgent {
    @Override
    public String name() {
      return "follow";
    }
  }

  /** Reads another agent no more. */
  record Unfollow(int agent) implements OnAgent {
    @Override
    public String name() {
      return "unfollow";
    }
  }

  /** Never sees another agent again. */
  record Mute(int agent) implements OnAgent {
    @Override
    public String name() {
      return "mute";
    }
  }

  /** Looks for messages; they are shown in the next round. */
  record Search(String words) implements SocialAction {
    @Override
    public String name() {
      return "search";
    }

    @Override
    public String target() {
      return words;
    }
  }
}
