package dev.shoal.protocol;

/**
 * A file of a model that a pod fetches before its model's server starts.
 *
 * @param path below the folder of the weights, with slashes
 * @param bytes length
 * @param url presigned, to be read once or again
 */
public record WeightsFile(String path, long bytes, String url) {}
