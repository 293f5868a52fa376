package dev.shoal.workflow;

import java.util.List;

/** All files that an attempt uploaded. */
public record Uploads(List<Upload> files) {}
