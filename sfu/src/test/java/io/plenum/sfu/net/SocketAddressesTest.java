package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SocketAddressesTest {
  private static final HexFormat HEX = HexFormat.of();

  private final SocketAddresses addresses = new SocketAddresses();

  @Test
  void writesWhatTheKernelReads() throws Exception {
    assertThat(hex(address("192.0.2.1", 0x1234), false))
        .isEqualTo("02001234c00002010000000000000000");
    assertThat(hex(address("2001:db8::1", 0xfedc), true))
        .isEqualTo("0a00fedc0000000020010db8000000000000000000000001" + "00000000");
    assertThat(hex(address("192.0.2.1", 1), true))
        .isEqualTo("0a0000010000000000000000000000000000ffffc0000201" + "00000000");
    InetAddress scoped = Inet6Address.getByAddress(null, HEX.parseHex("fe80" + "0".repeat(28)), 3);
    assertThat(hex(new InetSocketAddress(scoped, 1), true))
        .isEqualTo("0a00000100000000fe800000000000000000000000000000" + "03000000");
  }

  @Test
  void refusesWhatASocketCannotName() {
    assertThat(SocketAddresses.sockaddr(address("2001:db8::1", 1), false)).isNull();
    assertThat(SocketAddresses.sockaddr(InetSocketAddress.createUnresolved("x", 1), true)).isNull();
  }

  @Test
  void readsWhatItWrote() {
    for (String text : new String[] {"192.0.2.1", "255.255.255.255", "2001:db8::ff:1", "::1"}) {
      for (int port : new int[] {0, 1, 32_768, 65_535}) {
        InetSocketAddress address = address(text, port);
        assertThat(read(address, true)).isEqualTo(address);
        if (address.getAddress() instanceof Inet4Address) {
          assertThat(read(address, false)).isEqualTo(address).isSameAs(read(address, true));
        }
      }
    }
    assertThat(addresses.read(MemorySegment.ofArray(new byte[32]), 0)).isNull();
  }

  @Test
  void keepsTheScope() throws Exception {
    InetAddress scoped = Inet6Address.getByAddress(null, HEX.parseHex("fe80" + "0".repeat(28)), 3);
    InetSocketAddress read = read(new InetSocketAddress(scoped, 9), true);
    assertThat(((Inet6Address) read.getAddress()).getScopeId()).isEqualTo(3);
    assertThat(read.getPort()).isEqualTo(9);
  }

  @Test
  void isTheSameInstance_untilManyOthersCame() {
    InetSocketAddress first = read(address("192.0.2.1", 1), false);
    for (int port = 2; port < 1_000; port++) {
      read(address("198.51.100.1", port), false);
    }
    assertThat(read(address("192.0.2.1", 1), false)).isEqualTo(first);
    InetSocketAddress again = read(address("192.0.2.1", 1), false);
    assertThat(read(address("192.0.2.1", 1), false)).isSameAs(again);
    for (int i = 0; i < 40 * SocketAddresses.SETS; i++) {
      read(address("203.0.113." + i % 100, i % 60_000), false);
    }
    assertThat(read(address("192.0.2.1", 1), false))
        .as("its place was taken")
        .isEqualTo(again)
        .isNotSameAs(again);
  }

  private InetSocketAddress read(InetSocketAddress address, boolean six) {
    return addresses.read(MemorySegment.ofArray(SocketAddresses.sockaddr(address, six)), 0);
  }

  private static String hex(InetSocketAddress address, boolean six) {
    return HEX.formatHex(SocketAddresses.sockaddr(address, six));
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
