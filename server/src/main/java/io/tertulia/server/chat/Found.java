package io.tertulia.server.chat;

import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.ReadMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query found; empty when there is nothing to see.
///
/// @param mark the viewer's read mark, with the answer to a question for a conversation
/// @param page what a search found; null when nobody searched
public record Found(List<Fact> put, @Nullable ReadMark mark, @Nullable SearchPage page) {
  /// Nothing to see.
  public static final Found NOTHING = new Found(List.of(), null);

  public Found {
    put = List.copyOf(put);
  }

  Found(List<Fact> put, @Nullable ReadMark mark) {
    this(put, mark, null);
  }

  Found(SearchPage page) {
    this(List.of(), null, page);
  }
}
