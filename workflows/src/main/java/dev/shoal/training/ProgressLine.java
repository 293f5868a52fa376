package dev.shoal.training;

import dev.shoal.training.TrainingFindings.Progress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a training's log tells: {@code epoch=}, {@code step=} and {@code loss=}. */
public final class ProgressLine {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<![A-Za-z_])(epoch|step|loss)=([+-]?(?:[0-9]{1,18}(?:\\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,3})?|nan|inf))(?![0-9A-Za-z])");

  private ProgressLine() {}

  /** The last of each in lines of a log; null if they tell nothing. */
  public static @Nullable Progress last(List<String> lines) {
    String epoch = null;
    String step = null;
    String loss = null;
    for (String line : lines) {
      Matcher words = WORD.matcher(line);
      while (words.find()) {
        switch (words.group(1)) {
          case "epoch" -> epoch = words.group(2);
          case "step" -> step = words.group(2);
          default -> loss = words.group(2);
        }
      }
    }
    return epoch == null && step == null && loss == null
        ? null
        : new Progress(whole(epoch), whole(step), loss);
  }

  private static @Nullable Long whole(@Nullable String number) {
    return number != null && number.matches("[+-]?[0-9]+") ? Long.valueOf(number) : null;
  }
}
