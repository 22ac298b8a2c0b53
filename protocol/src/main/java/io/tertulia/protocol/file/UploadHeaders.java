package io.tertulia.protocol.file;

/// The headers of uploads: those of tus 1.0, and ours.
public final class UploadHeaders {
  /// Which tus is spoken, in each request and answer but `OPTIONS`.
  public static final String RESUMABLE = "Tus-Resumable";

  /// The value of [#RESUMABLE].
  public static final String VERSION = "1.0.0";

  /// All bytes of an upload.
  public static final String LENGTH = "Upload-Length";

  /// How many of them the server has.
  public static final String OFFSET = "Upload-Offset";

  /// What else is known; see [UploadMetadata].
  public static final String METADATA = "Upload-Metadata";

  /// Until when an upload can be continued, as an HTTP date.
  public static final String EXPIRES = "Upload-Expires";

  /// Ours: the token of the file, in the answer that completes an upload and in those that tell of
  /// a complete one.
  public static final String TOKEN = "Tertulia-File-Token";

  /// Ours: the id of the user who uploads, beside a user's token or where none is asked for; in
  /// UTF-8, with all but letters, digits and `-._~` as `%XX`. Without it the app itself uploads.
  public static final String USER = "Tertulia-User";

  /// The media type of a request that brings bytes.
  public static final String BYTES = "application/offset+octet-stream";

  private UploadHeaders() {}
}
