package io.tertulia.server.gate;

import org.jspecify.annotations.Nullable;

/// Who asks for a line, before it is said on it.
///
/// @param appId the app whose line it is to be
/// @param origin of the page that asks; null when that is the server's own, or it is no page
record Caller(String appId, @Nullable String origin) {}
