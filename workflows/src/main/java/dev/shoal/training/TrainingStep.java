package dev.shoal.training;

import java.util.Locale;

/** The steps of a training that are containers, in their order. */
public enum TrainingStep {
  PREPROCESSING,
  TRAINING,
  INFERENCE;

  /** The word for it in names, labels and status. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
