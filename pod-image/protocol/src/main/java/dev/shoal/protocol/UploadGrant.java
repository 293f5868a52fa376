package dev.shoal.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /uploads}.
 *
 * @param urls presigned PUT URL by declared file name, for files that are awaited
 * @param checkpointUrl presigned PUT URL that takes any checkpoint, again and again, until it
 *     expires; absent to keep the one before
 */
public record UploadGrant(Map<String, String> urls, @Nullable String checkpointUrl) {}
