package io.tertulia.server.files;

import io.tertulia.protocol.file.FileDetails;
import org.jspecify.annotations.Nullable;

/// A file that was uploaded whole.
///
/// @param key of its row
/// @param app key of the app that it belongs to
/// @param id 128 bits by chance as 22 letters of base64url: who knows it can download the file
/// @param uploader a user's id; null for the app itself
/// @param details as uploaded, and filled in where the bytes say more
/// @param mediaType by content
/// @param size bytes
/// @param sha256 of the bytes, as 64 hexadecimal digits
public record StoredFile(
    long key,
    long app,
    String id,
    @Nullable String uploader,
    FileDetails details,
    String mediaType,
    long size,
    String sha256) {}
