package io.tertulia.protocol.fact;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;

/// How far one participant has read; told to that participant alone.
///
/// @param version counts this participant's marks, from 1
/// @param readUntil milliseconds since 1970: what was sent until then is read
/// @param markedUnread marked as unread by hand
/// @param unread how many messages of others, or of the system, were sent after `readUntil`
public record ReadMark(long version, long readUntil, boolean markedUnread, int unread) {
  /// The same mark with another count, as it follows from an event.
  public ReadMark withUnread(int count) {
    return new ReadMark(version, readUntil, markedUnread, count);
  }

  public static ReadMark read(Fields fields) {
    return new ReadMark(
        fields.integer("version"),
        fields.integer("readUntil"),
        fields.flag("markedUnread"),
        fields.countOr("unread", 0));
  }

  public Json json() {
    return Json.object()
        .put("version", version)
        .put("readUntil", readUntil)
        .putIf("markedUnread", markedUnread)
        .put("unread", unread)
        .build();
  }
}
