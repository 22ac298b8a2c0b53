package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/// A body that nobody takes yet, however it comes.
class IncomingTest {

  @Test
  void a_body_in_pieces_of_one_byte_costs_no_more_memory_than_one_in_large_pieces() {
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[1]);
    try (Incoming body = new Incoming(-1, true, () -> {}, () -> {})) {
      int pieces = 0;
      while (!body.isFull()) {
        body.put(piece);
        pieces++;
      }
      // Each is an object of some hundred bytes, whatever is in it.
      assertThat(pieces).isBetween(100, 1_000);
      assertThat(piece.refCnt()).isEqualTo(pieces + 1);
    }
    assertThat(piece.refCnt()).isEqualTo(1);
    piece.release();
  }

  @Test
  void there_is_room_again_when_half_of_it_is_taken() throws Exception {
    int[] drained = new int[1];
    ByteBuf piece = Unpooled.wrappedBuffer(new byte[1]);
    try (Incoming body = new Incoming(-1, true, () -> {}, () -> drained[0]++)) {
      int pieces = 0;
      while (!body.isFull()) {
        body.put(piece);
        pieces++;
      }
      int taken = 0;
      while (body.isFull()) {
        assertThat(body.next()).isNotNull();
        taken++;
      }
      assertThat(drained[0]).isEqualTo(1);
      assertThat(taken).isBetween(pieces / 2 - 1, pieces / 2 + 1);
    }
    piece.release();
  }
}
