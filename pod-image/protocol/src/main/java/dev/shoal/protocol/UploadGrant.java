package dev.shoal.protocol;

import java.util.Map;

/**
 * Body of {@code POST /uploads}.
 *
 * @param urls presigned PUT URL by declared file name
 */
public record UploadGrant(Map<String, String> urls) {}
