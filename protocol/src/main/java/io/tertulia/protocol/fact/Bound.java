package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// The lower end of a window, itself inside: everything at or above it belongs to the window,
/// whatever comes.
///
/// Lists run from the newest to the oldest; items of the same millisecond run by id, ascending, so
/// the greater id is the lower one.
///
/// @param at milliseconds since 1970: a message's `createdAt`, a participant's `joinedAt`, a
///   conversation's last activity
/// @param id the item's id
public record Bound(long at, String id) implements Comparable<Bound> {
  /// Below everything: a window with this bound holds all there is. The least integer that every
  /// language's numbers hold.
  public static final Bound EVERYTHING = new Bound(-9_007_199_254_740_991L, "");

  /// Above everything: a window with this bound holds nothing yet.
  public static final Bound NOTHING = new Bound(9_007_199_254_740_991L, "");

  /// Orders from the top of a list down: the newest first, the same time by id.
  @Override
  public int compareTo(Bound other) {
    int byTime = Long.compare(other.at, at);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }

  /// Says whether an item belongs to the window that ends here.
  public boolean holds(long itemAt, String itemId) {
    return new Bound(itemAt, itemId).compareTo(this) <= 0;
  }

  /// Says whether the window that ends here holds all there is.
  public boolean everything() {
    return at <= EVERYTHING.at;
  }

  public static Bound read(Json json, String path) {
    Fields fields = Fields.of(json, path);
    return new Bound(fields.integer("at"), fields.text("id"));
  }

  public Json json() {
    return Json.object().put("at", at).put("id", id).build();
  }
}
