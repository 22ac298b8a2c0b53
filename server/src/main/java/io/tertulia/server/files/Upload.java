package io.tertulia.server.files;

import io.tertulia.protocol.content.FileToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an upload is.
///
/// @param id names it in URLs; nobody can guess it
/// @param length all its bytes
/// @param offset how many of them are here
/// @param expiresAt until when it can be continued, or its file be sent
/// @param token of the file, once all bytes are here
public record Upload(
    String id, long length, long offset, Instant expiresAt, @Nullable FileToken token) {}
