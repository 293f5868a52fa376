package dev.shoal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An error answer, as problem+json of RFC 9457.
 *
 * @param field of the request that is wrong, if one is
 */
public record Problem(String title, int status, String detail, @Nullable String field) {}
