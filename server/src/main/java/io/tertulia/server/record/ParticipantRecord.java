package io.tertulia.server.record;

import io.tertulia.protocol.fact.ParticipantFact;

/// A participation with how far the user has read. One with access `NONE` is of a user whom the app
/// keeps out.
///
/// @param readUntil milliseconds since 1970: what was sent until then is read
/// @param isUnread whether there are unread messages or the user marked the conversation as unread
public record ParticipantRecord(ParticipantFact fact, long readUntil, boolean isUnread) {}
