package dev.shoal.pod.social;

import org.jspecify.annotations.Nullable;

/** A message and what became of it. Author -1 is the announcer of scheduled events. */
public final class Message {
  /** What a message is. */
  public enum Kind {
    POST,
    REPLY,
    REPOST,
    EVENT
  }

  private final int id;
  private final int round;
  private final Kind kind;
  private final int author;
  private final @Nullable Message parent;
  private final String text;
  private final double stance;
  private int likes;
  private int dislikes;
  private int replies;
  private int reposts;

  Message(
      int id,
      int round,
      Kind kind,
      int author,
      @Nullable Message parent,
      String text,
      double stance) {
    this.id = id;
    this.round = round;
    this.kind = kind;
    this.author = author;
    this.parent = parent;
    this.text = text;
    this.stance = stance;
  }

  /** Id, from 1, in the order of appearance. */
  public int id() {
    return id;
  }

  public int round() {
    return round;
  }

  public Kind kind() {
    return kind;
  }

  public int author() {
    return author;
  }

  /** Message that this one answers or shares. */
  public @Nullable Message parent() {
    return parent;
  }

  public String text() {
    return text;
  }

  /** Stance of the author when it was written, in [-1, 1]. */
  public double stance() {
    return stance;
  }

  public int likes() {
    return likes;
  }

  public int dislikes() {
    return dislikes;
  }

  public int replies() {
    return replies;
  }

  public int reposts() {
    return reposts;
  }

  void vote(boolean up) {
    if (up) {
      likes++;
    } else {
      dislikes++;
    }
  }

  void answered() {
    replies++;
  }

  void shared() {
    reposts++;
  }
}
