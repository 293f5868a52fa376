package dev.shoal.pod.engine;

import java.util.List;
import java.util.Map;

/**
 * Something that a model may do in an environment.
 *
 * @param description for the model, one line
 * @param arguments JSON Schema of each argument, by name
 * @param required names of arguments that it can't do without
 */
public record Tool(
    String name,
    String description,
    Map<String, Map<String, ?>> arguments,
    List<String> required) {}
