package dev.shoal.pod.social;

/** What a message is. */
public enum MessageKind {
  POST('p'),
  REPLY('a'),
  REPOST('r'),
  QUOTE('q'),
  EVENT('e');

  private final char code;

  MessageKind(char code) {
    this.code = code;
  }

  /** Letter in a checkpoint. */
  char code() {
    return code;
  }

  static MessageKind ofCode(int code) {
    for (MessageKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of message: " + code);
  }
}
