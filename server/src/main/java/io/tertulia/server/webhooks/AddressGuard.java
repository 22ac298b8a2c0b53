package io.tertulia.server.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Which addresses webhooks may be at: those of the public internet, unless all are allowed. An
/// owner of an app writes the URL, and must not reach by it what stands beside this server.
///
/// Blocked are, by the registries of special addresses of IANA: this host, private networks,
/// carriers' networks (100.64.0.0/10), link-local ones with the metadata of clouds
/// (169.254.169.254), documentation, benchmarks, multicast, what is reserved; and, of IPv6, all
/// that is not global unicast, such as mapped IPv4 and NAT64 (64:ff9b::/96), and tunnels that carry
/// IPv4 inside (Teredo, 6to4).
final class AddressGuard {
  private static final List<Block> BLOCKED_4 =
      List.of(
          block(8, 0),
          block(8, 10),
          block(10, 100, 64),
          block(8, 127),
          block(16, 169, 254),
          block(12, 172, 16),
          block(24, 192, 0, 0),
          block(24, 192, 0, 2),
          block(24, 192, 88, 99),
          block(16, 192, 168),
          block(15, 198, 18),
          block(24, 198, 51, 100),
          block(24, 203, 0, 113),
          block(3, 224));
  private static final Block GLOBAL_6 = block(3, 0x20);
  private static final List<Block> BLOCKED_6 =
      List.of(
          block(23, 0x20, 0x01, 0x00),
          block(32, 0x20, 0x01, 0x0d, 0xb8),
          block(16, 0x20, 0x02),
          block(20, 0x3f, 0xff, 0x00));

  private final boolean allAllowed;

  AddressGuard(boolean allAllowed) {
    this.allAllowed = allAllowed;
  }

  /// Says whether a webhook may be at that address.
  boolean allows(InetAddress address) {
    if (allAllowed) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? BLOCKED_4.stream().noneMatch(block -> block.holds(bytes))
        : GLOBAL_6.holds(bytes) && BLOCKED_6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static Block block(int bits, int... first) {
    byte[] bytes = new byte[first.length];
    for (int i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return new Block(bits, bytes);
  }

  /// Addresses that begin with the same bits.
  @SuppressWarnings("ArrayRecordComponent")
  private record Block(int bits, byte[] first) {
    boolean holds(byte[] address) {
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, first, 0, whole)) {
        return false;
      }
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return bits % 8 == 0 || (address[whole] & mask) == (first[whole] & mask);
    }
  }
}
