package dev.shoal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust in the object store's server where an authority of its own has signed its certificate. The
 * system's authorities stay trusted.
 */
public final class StoreTrust {
  private final X509TrustManager manager;
  private final SSLContext context;

  private StoreTrust(X509TrustManager manager, SSLContext context) {
    this.manager = manager;
    this.context = context;
  }

  /**
   * Trusts more authorities than the system's.
   *
   * @param pem their certificates
   * @throws IllegalArgumentException if it holds none
   */
  public static StoreTrust of(String pem) {
    try {
      Collection<? extends Certificate> own =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
      if (own.isEmpty()) {
        throw new IllegalArgumentException("holds no certificate in PEM");
      }
      List<Certificate> all = new ArrayList<>(own);
      all.addAll(Arrays.asList(trusting(null).getAcceptedIssuers()));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate authority : all) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
      X509TrustManager manager = trusting(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return new StoreTrust(manager, context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("holds no certificate in PEM", e);
    }
  }

  private static X509TrustManager trusting(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  public X509TrustManager manager() {
    return manager;
  }

  public SSLContext context() {
    return context;
  }
}
