package dev.shoal.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what workflows write into Temporal's histories: AES-256 in GCM, a fresh nonce for each
 * payload, as Temporal's own samples do. What was written in the clear, or under an older key, is
 * still read, so that keys can be introduced and changed under running workflows.
 */
public final class HistoryKeys implements PayloadCodec {
  private static final String ENCODING = "encoding";
  private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");
  private static final String KEY_ID = "encryption-key-id";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Map<String, SecretKeySpec> keys;
  private final SecureRandom random = new SecureRandom();

  private HistoryKeys(Map<String, SecretKeySpec> keys) {
    this.keys = keys;
  }

  /** Converts workflows' data as always, and encrypts it then. */
  DataConverter converter() {
    return new CodecDataConverter(DefaultDataConverter.newDefaultInstance(), List.of(this), true);
  }

  /**
   * Reads keys, the one to write with first.
   *
   * @param text {@code id=key} pairs, comma-separated; a key is 32 bytes in base64
   * @throws IllegalArgumentException without the text in it, if that is not of the setting's form
   */
  public static HistoryKeys read(String text) {
    Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    for (String pair : text.strip().split("\\s*[,\\n]\\s*", -1)) {
      String[] parts = pair.split("=", 2);
      byte[] key = parts.length == 2 ? decoded(parts[1]) : new byte[0];
      if (parts[0].isBlank() || key.length != KEY_BYTES) {
        throw new IllegalArgumentException(
            "must be id=key pairs, each key 32 bytes in base64 (openssl rand -base64 32)");
      }
      keys.put(parts[0].strip(), new SecretKeySpec(key, "AES"));
    }
    return new HistoryKeys(keys);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encrypted).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decrypted).toList();
  }

  private Payload encrypted(Payload payload) {
    String id = keys.keySet().iterator().next();
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    ByteString sealed =
        ByteString.copyFrom(nonce)
            .concat(
                ByteString.copyFrom(
                    crypt(Cipher.ENCRYPT_MODE, key(id), nonce, payload.toByteArray())));
    return Payload.newBuilder()
        .putMetadata(ENCODING, ENCRYPTED)
        .putMetadata(KEY_ID, ByteString.copyFromUtf8(id))
        .setData(sealed)
        .build();
  }

  private Payload decrypted(Payload payload) {
    if (!ENCRYPTED.equals(payload.getMetadataMap().get(ENCODING))) {
      return payload;
    }
    ByteString data = payload.getData();
    SecretKeySpec key = key(payload.getMetadataOrThrow(KEY_ID).toStringUtf8());
    byte[] nonce = data.substring(0, NONCE_BYTES).toByteArray();
    byte[] sealed = data.substring(NONCE_BYTES).toByteArray();
    try {
      return Payload.parseFrom(crypt(Cipher.DECRYPT_MODE, key, nonce, sealed));
    } catch (InvalidProtocolBufferException e) {
      throw new DataConverterException("a payload is no payload once it is decrypted", e);
    }
  }

  private SecretKeySpec key(String id) {
    SecretKeySpec key = keys.get(id);
    if (key == null) {
      throw new DataConverterException(
          "a history was written with key %s: add it to those that are read".formatted(id));
    }
    return key;
  }

  private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new DataConverterException("a payload of a history can't be en- or decrypted", e);
    }
  }
}
