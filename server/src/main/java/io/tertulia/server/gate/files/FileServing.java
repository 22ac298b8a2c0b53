package io.tertulia.server.gate.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.PreviewSize;
import io.tertulia.server.files.Content;
import io.tertulia.server.files.Downloads;
import io.tertulia.server.files.StoredFile;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.identity.Apps;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives files to whoever knows their URLs: `/files/{app}/{id}/{filename}`, whole or a part;
/// `?preview=small` or `large` for a small picture instead.
public final class FileServing {
  private static final Logger LOG = LoggerFactory.getLogger(FileServing.class);
  private static final String OPEN_CACHE = "public, max-age=31536000, immutable";
  private static final String SIGNED_CACHE = "private, max-age=300";

  private final Downloads downloads;
  private final Apps apps;

  /// Serves the files of all apps.
  public FileServing(Apps apps, Downloads downloads) {
    this.downloads = downloads;
    this.apps = apps;
  }

  public void addTo(Router.Builder routes) {
    routes.stream("GET", "/files/{app}/{id}/{filename}", this::serve);
  }

  private Reply serve(Request request) throws IOException {
    String app = request.at("app");
    Optional<StoredFile> found =
        downloads
            .find(app, request.at("id"))
            .filter(file -> file.details().filename().equals(request.at("filename")));
    if (found.isEmpty()) {
      return gone();
    }
    StoredFile file = found.get();
    boolean signed = isSigned(app);
    String refusal = signed ? unsigned(request, file) : null;
    if (refusal != null) {
      return Reply.error(403, refusal);
    }
    String size = request.query().get("preview");
    try {
      Reply reply = size == null ? file(request, file) : preview(request, file, size);
      return reply.status() >= 400 && reply.status() != 416
          ? reply
          : reply
              .with("Cache-Control", signed ? SIGNED_CACHE : OPEN_CACHE)
              .with("X-Content-Type-Options", "nosniff")
              .with("Cross-Origin-Resource-Policy", "cross-origin");
    } catch (NoSuchFileException e) {
      return gone();
    } catch (IOException e) {
      LOG.error("the vault gives no file", e);
      throw new Refusal(ErrorCode.UNAVAILABLE, "files: out of reach (expected: later)");
    }
  }

  private Reply file(Request request, StoredFile file) throws IOException {
    String tag = "\"" + file.sha256() + "\"";
    Condition condition = new Condition(request, tag);
    if (condition.isOther()) {
      return Reply.error(412, "If-Match: another file (expected: " + tag + ")");
    }
    if (condition.isKnown()) {
      return Reply.empty(304).with("ETag", tag);
    }
    boolean isPart = request.method().equals("GET") && condition.allowsPart();
    ByteRange part = isPart ? ByteRange.parse(request.header("range"), file.size()) : null;
    if (part != null && part.length() == 0) {
      return Reply.error(416, "Range: beyond the end (expected: within " + file.size() + " bytes)")
          .with("Content-Range", "bytes */" + file.size());
    }
    Presentation presentation = Presentation.of(file.mediaType(), file.details().filename());
    Map<String, String> headers =
        Map.of(
            "ETag",
            tag,
            "Accept-Ranges",
            "bytes",
            "Content-Disposition",
            presentation.disposition(),
            "Content-Security-Policy",
            presentation.policy());
    if (part == null) {
      var all = new ByteRange(0, file.size());
      return new Reply(200, presentation.contentType(), headers, body(request, file, all));
    }
    String range = part.from() + "-" + (part.from() + part.length() - 1);
    return new Reply(206, presentation.contentType(), headers, body(request, file, part))
        .with("Content-Range", "bytes " + range + "/" + file.size());
  }

  private ReplyBody body(Request request, StoredFile file, ByteRange part) throws IOException {
    if (part.length() == 0) {
      return ReplyBody.NONE;
    }
    if (request.method().equals("HEAD")) {
      return new ReplyBody.Counted(part.length());
    }
    return new ReplyBody.Kept(downloads.open(file, part.from(), part.length()));
  }

  private Reply preview(Request request, StoredFile file, String size) throws IOException {
    PreviewSize preview = PreviewSize.parse(size);
    String tag = "\"" + file.sha256() + "." + preview.wire() + "\"";
    Presentation presentation = Presentation.of("image/jpeg", preview.wire() + ".jpg");
    Optional<Content> content = downloads.preview(file, preview);
    if (content.isEmpty()) {
      return Reply.error(404, "preview: none of this file");
    }
    if (new Condition(request, tag).isKnown()) {
      content.get().close();
      return Reply.empty(304).with("ETag", tag);
    }
    Map<String, String> headers =
        Map.of(
            "ETag", tag,
            "Content-Disposition", presentation.disposition(),
            "Content-Security-Policy", presentation.policy());
    return new Reply(200, presentation.contentType(), headers, new ReplyBody.Kept(content.get()));
  }

  private @Nullable String unsigned(Request request, StoredFile file) {
    String expires = request.query().get("expires");
    String signature = request.query().get("signature");
    if (expires == null || signature == null) {
      return "signature: missing (expected: the URL that the app's server tells)";
    }
    return downloads.signed(file, expires, signature)
        ? null
        : "signature: wrong or over (expected: the URL that the app's server tells now)";
  }

  private static Reply gone() {
    return Reply.error(404, "no such file (it may be gone)");
  }

  private boolean isSigned(String app) {
    try {
      return apps.find(app).join().settings().signedFileUrls();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
  }
}
