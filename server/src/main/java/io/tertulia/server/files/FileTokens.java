package io.tertulia.server.files;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tokens of files: `ft_`, the file's id, and a signature of everything that the file is.
/// Whoever only knows where a file can be downloaded cannot send it.
final class FileTokens {
  private static final Pattern FORM = Pattern.compile("ft_([A-Za-z0-9_-]{22})[A-Za-z0-9_-]{22}");

  private final Secret secret;

  FileTokens(Secret secret) {
    this.secret = secret;
  }

  /// The token of a file.
  FileToken of(StoredFile file) {
    FileDetails details = file.details();
    return new FileToken(
        "ft_"
            + file.id()
            + secret.sign(
                "token",
                file.app(),
                file.id(),
                details.kind(),
                details.filename(),
                details.width(),
                details.height(),
                details.duration(),
                file.size(),
                file.sha256()));
  }

  /// The file that a token stands for, if it is this one, and may be sent in the app.
  ///
  /// @param found what has the id in the token
  Optional<StoredFile> find(Optional<FileRow> found, long app, FileToken token, Instant now) {
    return found
        .filter(row -> row.app() == app && row.state() == FileState.KEPT && !row.isOver(now))
        .map(FileRow::stored)
        .filter(file -> Secret.same(of(file).value(), token.value()));
  }

  /// Refuses a token, and does not tell why.
  static Refusal unknown() {
    return new Refusal(
        ErrorCode.INVALID_ARGUMENT,
        "fileToken: unknown here, or over (expected: the token of a file of this app)");
  }

  /// The id of the file in a token; empty when it is none, and then finds no file.
  static String id(FileToken token) {
    Matcher form = FORM.matcher(token.value());
    return form.matches() ? form.group(1) : "";
  }
}
