package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.session.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
  private static final int LIMIT = SocketLimits.STANDARD.queuedFrames();

  private final List<String> written = new ArrayList<>();
  private boolean full;
  private int closeCode;
  private final OutgoingQueue queue =
      new OutgoingQueue(
          "192.0.2.1:50000",
          LIMIT,
          Runnable::run,
          new OutgoingQueue.Line() {
            @Override
            public boolean full() {
              return full;
            }

            @Override
            public void write(String frame) {
              written.add(frame);
            }

            @Override
            public void close(short code, String reason) {
              closeCode = code;
            }
          });

  private static Frame frame(String text) {
    return new Frame(new ServerMessage.Admitted(), message -> text);
  }

  @Test
  void writesInOrder_thenCloses() {
    queue.send(frame("a"));
    queue.finish(frame("b"));
    queue.send(frame("c"));

    assertThat(written).containsExactly("a", "b");
    assertThat(closeCode).isEqualTo(1000);
  }

  @Test
  void keepsFrames_whileTheClientDoesNotRead() {
    full = true;
    for (int i = 0; i < LIMIT; i++) {
      queue.send(frame("frame"));
    }
    assertThat(written).isEmpty();
    assertThat(closeCode).isZero();

    full = false;
    queue.drain();
    assertThat(written).hasSize(LIMIT);
  }

  @Test
  void closes_whenOneFrameTooManyWaits() {
    full = true;
    for (int i = 0; i <= LIMIT; i++) {
      queue.send(frame("frame"));
    }
    assertThat(closeCode).isEqualTo(1013);
    assertThat(written).isEmpty();
  }
}
