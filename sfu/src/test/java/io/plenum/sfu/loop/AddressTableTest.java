package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.loop.StillLoop.Guest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AddressTable} and {@link Paths}, which keep the same addresses. */
class AddressTableTest {
  private final StillLoop loop;
  private final AddressTable table;
  private final Connection alice;
  private final Connection bob;

  AddressTableTest() throws IOException {
    loop = new StillLoop();
    table = loop.table;
    alice = loop.join("alice", 0).connection();
    bob = loop.join("bob", 0).connection();
  }

  @AfterEach
  void end() throws IOException {
    loop.close();
  }

  @Test
  void findsAParticipantByFragment_fromJoinToEnd() {
    String ufrag = alice.join.offered().localIce().ufrag();
    assertThat(table.byUfrag(ufrag)).isSameAs(alice);
    assertThat(table.byUfrag("nobody")).isNull();
    loop.rooms.leave("room", alice.join.participant(), 0);
    assertThat(table.byUfrag(ufrag)).isNull();
  }

  @Test
  void knowsAnAddress_onlyOnceItIsProven() {
    Guest carol = loop.join("carol", 0);
    assertThat(owner(carol.address)).isNull();
    carol.check(0);
    assertThat(owner(carol.address)).isSameAs(carol.connection());
  }

  @Test
  void givesAnAddressToWhoProvedItLast() {
    prove(alice, 1);
    prove(bob, 1);
    assertThat(owner(address(1))).isSameAs(bob);
    table.remove(alice);
    assertThat(owner(address(1))).as("no longer alice's to free").isSameAs(bob);
  }

  @Test
  void freesEveryAddress_whenAConnectionEnds() {
    prove(alice, 1);
    prove(alice, 2);
    prove(bob, 3);
    loop.rooms.leave("room", alice.join.participant(), 0);
    assertThat(table.flows()).isEqualTo(1);
  }

  @Test
  void forgetsTheLongestUnused_whenOneMoreIsProven() {
    for (int i = 0; i < Paths.MAX_PATHS; i++) {
      prove(alice, i);
    }
    assertThat(table.flows()).isEqualTo(Paths.MAX_PATHS);
    prove(alice, 0);
    prove(alice, Paths.MAX_PATHS);
    assertThat(table.flows()).isEqualTo(Paths.MAX_PATHS);
    assertThat(owner(address(0))).as("proven again").isSameAs(alice);
    assertThat(owner(address(1))).isNull();
  }

  @Test
  void keepsTheAddressThatIsSentTo_howeverManyAreProven() {
    prove(alice, 0);
    for (int i = 1; i <= 3 * Paths.MAX_PATHS; i++) {
      send(alice, 0);
      prove(alice, i);
    }
    assertThat(owner(address(0))).isSameAs(alice);
    assertThat(table.flows()).isEqualTo(Paths.MAX_PATHS);
  }

  @Test
  void sendsNothing_toAnAddressThatWasNeverProven() {
    send(alice, 1);
    assertThat(loop.edge.counters().datagramsOut()).isZero();
    prove(alice, 1);
    send(alice, 1);
    assertThat(loop.edge.counters().datagramsOut()).isEqualTo(1);
  }

  @Test
  void answersTheWayACheckCame_whetherItIsValidOrNot() {
    alice.paths.checkBegins(Flow.udp(address(1)), loop.socket());
    send(alice, 1);
    alice.paths.checkEnds();
    assertThat(loop.edge.counters().datagramsOut()).isEqualTo(1);
    send(alice, 1);
    assertThat(loop.edge.counters().datagramsOut()).as("the check is over").isEqualTo(1);
  }

  private void prove(Connection connection, int address) {
    connection.paths.checkBegins(Flow.udp(address(address)), loop.socket());
    connection.proven(Flow.udp(address(address)));
    connection.paths.checkEnds();
  }

  private void send(Connection connection, int address) {
    Span datagram = connection.paths.reserve(16);
    datagram.length(16);
    connection.paths.send(datagram, Flow.udp(address(address)));
  }

  private Connection owner(InetSocketAddress address) {
    Proven proven = table.proven(address, loop.socket());
    return proven == null ? null : proven.connection();
  }

  private static InetSocketAddress address(int number) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 21_000 + number);
  }
}
