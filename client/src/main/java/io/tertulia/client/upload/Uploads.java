package io.tertulia.client.upload;

import io.tertulia.client.link.Credentials;
import io.tertulia.client.link.Failure;
import io.tertulia.client.link.LinkParts;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one session does over HTTP: its uploads, [#AT_A_TIME] at a time and the others in the order
/// in which they were asked for, and its questions for addresses. Belongs to the turn.
///
/// It needs no socket and opens none.
public final class Uploads {
  /// So many uploads are under way at a time, each with a thread while its bytes are sent.
  static final int AT_A_TIME = 3;

  /// So many more may wait; the next one fails with [ErrorCode#LIMIT_EXCEEDED].
  static final int MAX_WAITING = 1_000;

  /// Hears how far an upload is, as a callback of the application.
  public interface Listener {
    void told(long sentBytes, long totalBytes);
  }

  private final UploadParts parts;
  private final Deque<Upload> waiting = new ArrayDeque<>();
  private final Set<Upload> begun = new LinkedHashSet<>();
  private final Set<Lookup> lookups = new LinkedHashSet<>();

  /// @param dismiss ends the session
  public Uploads(LinkParts parts, Credentials credentials, Site site, Consumer<Failure> dismiss) {
    this.parts = new UploadParts(parts, new Trips(parts, credentials, site, dismiss));
  }

  /// Begins an upload, or lets it wait.
  ///
  /// @param listener null for nobody
  public Running upload(
      Source source, FileDetails details, @Nullable Listener listener, Reply<FileToken> reply) {
    Upload upload = new Upload(parts, source, details, listener, reply, this::over);
    if (waiting.size() >= MAX_WAITING) {
      String found = waiting.size() + " uploads wait";
      upload.end(
          Failure.of(ErrorCode.LIMIT_EXCEEDED, found + " (expected: at most " + MAX_WAITING + ")"));
      return upload;
    }
    waiting.add(upload);
    next();
    return upload;
  }

  /// Asks where a file can be downloaded now.
  ///
  /// @param reached by which address the client reaches what the server names
  public Running url(FileToken token, UnaryOperator<String> reached, Reply<String> reply) {
    Lookup lookup = new Lookup(parts, token, reached, reply, lookups::remove);
    lookups.add(lookup);
    lookup.begin();
    return lookup;
  }

  /// Ends everything for that reason.
  public void end(Failure failure) {
    List.copyOf(waiting).forEach(upload -> upload.end(failure));
    List.copyOf(begun).forEach(upload -> upload.end(failure));
    List.copyOf(lookups).forEach(lookup -> lookup.end(failure));
  }

  private void over(Upload upload) {
    waiting.remove(upload);
    begun.remove(upload);
    next();
  }

  private void next() {
    while (begun.size() < AT_A_TIME && !waiting.isEmpty()) {
      Upload upload = waiting.remove();
      begun.add(upload);
      upload.begin();
    }
  }
}
