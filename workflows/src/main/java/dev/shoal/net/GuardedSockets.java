package dev.shoal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;

/**
 * Connections to URLs that users give. Addresses of the machine itself, of the link, and those
 * where clouds keep their metadata are refused at each connection, by what is connected to: no name
 * can change its mind after a check, and an address in place of a name is seen too.
 */
public final class GuardedSockets extends SocketFactory {
  /** Metadata services that are not on the link: AWS by IPv6, Alibaba, Azure's wire server. */
  private static final Set<String> METADATA =
      Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16");

  /** A client that connects so, and follows no redirect. */
  public static OkHttpClient client(Duration limit) {
    return new OkHttpClient.Builder()
        .socketFactory(new GuardedSockets())
        .followRedirects(false)
        .followSslRedirects(false)
        .callTimeout(limit)
        .build();
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    Socket socket = createSocket();
    socket.bind(new InetSocketAddress(local, localPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  private static final class Guarded extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress to) || refused(to.getAddress())) {
        throw new SocketException(endpoint + " is an address that jobs may not connect to");
      }
      super.connect(endpoint, timeout);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }
  }

  private static boolean refused(InetAddress address) {
    return address == null
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress());
  }
}
