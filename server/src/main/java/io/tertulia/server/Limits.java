package io.tertulia.server;

import io.tertulia.server.chat.ChatLimits;
import io.tertulia.server.chat.SearchLimits;
import io.tertulia.server.delivery.FollowLimits;
import io.tertulia.server.files.FileLimits;
import io.tertulia.server.gate.GateLimits;

/// Every limit of the server; each floor's are its own. `docs/operations.md` has them in one table,
/// with what happens at each.
public record Limits(
    GateLimits gate,
    ChatLimits chat,
    SearchLimits search,
    FollowLimits follow,
    StoreLimits store,
    FileLimits files) {
  public static final Limits DEFAULT =
      new Limits(
          GateLimits.DEFAULT,
          ChatLimits.DEFAULT,
          SearchLimits.DEFAULT,
          new FollowLimits(2_000, 20_000, 10_000),
          StoreLimits.DEFAULT,
          FileLimits.DEFAULT);
}
