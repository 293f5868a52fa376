package dev.shoal.protocol.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What a model answered, so that a run can be repeated without it.
 *
 * @param prompt SHA-256, in hexadecimal, of all that the model was asked
 * @param answer JSON text; absent where all tries failed
 */
public record RecordedAnswer(String prompt, @Nullable String answer) {}
