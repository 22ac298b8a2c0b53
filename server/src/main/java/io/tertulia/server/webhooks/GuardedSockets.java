package io.tertulia.server.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Sockets that look at the very address they connect to, so that no name can mean one thing when
/// it is checked and another when it is called.
final class GuardedSockets extends SocketFactory {
  private static final String UNCONNECTED = "only sockets that are not connected yet";

  private final AddressGuard guard;

  GuardedSockets(AddressGuard guard) {
    this.guard = guard;
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(guard);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException(UNCONNECTED);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException(UNCONNECTED);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException(UNCONNECTED);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException(UNCONNECTED);
  }

  private static final class GuardedSocket extends Socket {
    private final AddressGuard guard;

    /// Also where Java is told to use a proxy, as it is for whoever asks for none.
    GuardedSocket(AddressGuard guard) {
      super(Proxy.NO_PROXY);
      this.guard = guard;
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
      connect(to, 0);
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
      if (!(to instanceof InetSocketAddress address)
          || address.isUnresolved()
          || !guard.allows(address.getAddress())) {
        throw new AddressBlockedException();
      }
      super.connect(to, timeout);
    }
  }
}
