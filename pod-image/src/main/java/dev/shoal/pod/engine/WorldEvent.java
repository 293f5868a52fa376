package dev.shoal.pod.engine;

/**
 * Something that happens in one part of the world and is heard in all others.
 *
 * @param source name of the environment, or {@link #SCHEDULE}
 * @param text for people and models
 * @param tone -1 (bad news for what is proposed) to 1 (good news)
 */
public record WorldEvent(String source, String text, double tone) {
  /** Source of what the job's author announced. */
  public static final String SCHEDULE = "schedule";
}
