package dev.shoal.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings from environment variables. A missing or malformed one is an error whose message
 * names the key and what to do, never the value.
 */
public final class Settings {
  private final Map<String, String> env;

  public Settings(Map<String, String> env) {
    this.env = Map.copyOf(env);
  }

  /** A setting can't be used. */
  public static final class BadSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadSetting(String key, String problem) {
      super(key + " " + problem);
    }
  }

  /** A text that must be there. */
  public String required(String key) {
    return optional(key).orElseThrow(() -> new BadSetting(key, "is not set"));
  }

  /** A text, if it is there and not empty. */
  public Optional<String> optional(String key) {
    return Optional.ofNullable(env.get(key)).filter(value -> !value.isBlank());
  }

  public String text(String key, String otherwise) {
    return optional(key).orElse(otherwise);
  }

  /** Two files, or their contents, that are of use only together. */
  public void together(String one, String other) {
    if (optional(one).isPresent() != optional(other).isPresent()) {
      boolean hasOne = optional(one).isPresent();
      throw new BadSetting(
          hasOne ? one : other,
          "is set without " + (hasOne ? other : one) + ": set both or neither");
    }
  }

  /** What a text of a form of its own stands for; its reader says what is wrong with one. */
  public <T> Optional<T> parsed(String key, Function<String, T> reader) {
    try {
      return optional(key).map(reader);
    } catch (IllegalArgumentException e) {
      throw new BadSetting(key, String.valueOf(e.getMessage()));
    }
  }

  /** A whole number within bounds. */
  public int number(String key, int otherwise, int least, int most) {
    Optional<String> given = optional(key);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(given.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadSetting(key, "must be a whole number from " + least + " to " + most);
    }
    throw new BadSetting(key, "must be a whole number from " + least + " to " + most);
  }

  /** A factor in (0, 1]. */
  public double factor(String key, double otherwise) {
    Optional<String> given = optional(key);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(given.get());
      if (value > 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadSetting(key, "must be a number above 0, at most 1");
    }
    throw new BadSetting(key, "must be a number above 0, at most 1");
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    return switch (text(key, Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadSetting(key, "must be true or false");
    };
  }
}
