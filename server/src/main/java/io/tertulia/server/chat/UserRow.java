package io.tertulia.server.chat;

import io.tertulia.protocol.fact.UserFact;
import java.util.List;
import java.util.Map;

/// A user as stored: what everybody may know, and what only the app may.
record UserRow(
    long key,
    UserFact fact,
    List<String> email,
    List<String> phone,
    Map<String, String> pushTokens,
    long createdAt) {}
