package dev.shoal.objectstore;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks names up for URLs that users give. Addresses of the machine itself and of the link, where
 * clouds keep their metadata, are refused at each connection, so a name can't change its mind after
 * a check.
 */
final class PublicDns implements Dns {
  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> found = Dns.SYSTEM.lookup(host);
    for (InetAddress address : found) {
      if (address.isLoopbackAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()) {
        throw new UnknownHostException(host + " is an address that jobs may not read from");
      }
    }
    return found;
  }
}
