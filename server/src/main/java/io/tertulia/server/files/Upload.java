package io.tertulia.server.files;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an upload is.
///
/// @param id names it in URLs; nobody can guess it
/// @param details as given when it began; when it is complete, filled in
/// @param length all its bytes
/// @param offset how many of them are here
/// @param expiresAt until when it can be continued, or its file be sent
/// @param token of the file, once all bytes are here
public record Upload(
    String id,
    FileDetails details,
    long length,
    long offset,
    Instant expiresAt,
    @Nullable FileToken token) {}
