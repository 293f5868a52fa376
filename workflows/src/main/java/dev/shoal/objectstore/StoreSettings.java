package dev.shoal.objectstore;

/** Where objects are kept. The endpoint must be reachable from pods too. */
public record StoreSettings(
    String endpoint, String region, String bucket, String accessKey, String secretKey) {
  @Override
  public String toString() {
    return "StoreSettings[" + endpoint + ", " + bucket + "]";
  }
}
