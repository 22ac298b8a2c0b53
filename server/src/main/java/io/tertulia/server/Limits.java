package io.tertulia.server;

import io.tertulia.server.chat.ChatLimits;
import io.tertulia.server.chat.SearchLimits;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.files.FileLimits;
import io.tertulia.server.gate.GateLimits;
import io.tertulia.server.gate.RateLimits;

/// Every limit of the server; each floor's are its own. `docs/operations.md` has them in one table,
/// with what happens at each.
public record Limits(
    GateLimits gate,
    RateLimits rates,
    ChatLimits chat,
    SearchLimits search,
    FollowLimits follow,
    StoreLimits store,
    FileLimits files) {
  public static final Limits DEFAULT =
      new Limits(
          GateLimits.DEFAULT,
          RateLimits.DEFAULT,
          ChatLimits.DEFAULT,
          SearchLimits.DEFAULT,
          new FollowLimits(2_000, 20_000, 10_000),
          StoreLimits.DEFAULT,
          FileLimits.DEFAULT);

  /// The same with other rates.
  public Limits with(RateLimits otherRates) {
    return new Limits(gate, otherRates, chat, search, follow, store, files);
  }
}
