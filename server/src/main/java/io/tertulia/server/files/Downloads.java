package io.tertulia.server.files;

import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.PreviewSize;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/// Files on their way out. Each call may wait for a disk or a network; safe for use by any thread.
public final class Downloads {
  private static final int MAX_SECOND_DIGITS = 12;

  private final Ledger ledger;
  private final Vault vault;
  private final PreviewMaker previews;
  private final Secret secret;
  private final FileTokens tokens;
  private final FileLimits limits;

  Downloads(
      Ledger ledger,
      Vault vault,
      PreviewMaker previews,
      Secret secret,
      FileTokens tokens,
      FileLimits limits) {
    this.ledger = ledger;
    this.vault = vault;
    this.previews = previews;
    this.secret = secret;
    this.tokens = tokens;
    this.limits = limits;
  }

  /// The file of that id, while it is kept: until a day after its upload, and as long as a message
  /// names it.
  ///
  /// @param appId of the app that it must belong to
  public Optional<StoredFile> find(String appId, String id) {
    return ledger.kept(appId, id).filter(row -> !row.isOver(ledger.now())).map(FileRow::stored);
  }

  /// The file that a token stands for; fails with a [Refusal] as `INVALID_ARGUMENT` when there is
  /// none, or it is another app's.
  public StoredFile find(long app, FileToken token) {
    return tokens
        .find(ledger.find(FileTokens.id(token)), app, token, ledger.now())
        .orElseThrow(FileTokens::unknown);
  }

  /// The token of a file.
  public FileToken token(StoredFile file) {
    return tokens.of(file);
  }

  /// The block that shows a file; its URL is a path below the server's own address.
  public FileBlock block(String appId, StoredFile file) {
    return FileUses.block(tokens.of(file), path(appId, file), file.size(), file.details());
  }

  /// Opens a part of its bytes; whoever asks closes it.
  ///
  /// @throws NoSuchFileException when it is gone meanwhile
  public Content open(StoredFile file, long from, long length) throws IOException {
    return vault.open(file.id(), from, length);
  }

  /// The preview of a picture, whole, as JPEG; made now when there is none yet. Empty when there
  /// can be none; fails with a [Refusal] as `UNAVAILABLE` when too many are being made.
  public Optional<Content> preview(StoredFile file, PreviewSize size) throws IOException {
    try {
      return Optional.of(vault.open(previewName(file.id(), size), 0, Long.MAX_VALUE));
    } catch (NoSuchFileException e) {
      return previews.make(file.id())
          ? Optional.of(vault.open(previewName(file.id(), size), 0, Long.MAX_VALUE))
          : Optional.empty();
    }
  }

  /// The query of a URL that works until an instant: `expires=…&signature=…`.
  public String signature(StoredFile file) {
    String expires = Long.toString(ledger.now().plus(limits.urlTime()).getEpochSecond());
    return "expires=" + expires + "&signature=" + sign(file, expires);
  }

  /// Says whether a signature is one of ours for that file, and not over.
  public boolean signed(StoredFile file, String expires, String signature) {
    return Secret.same(sign(file, expires), signature)
        && expires.length() <= MAX_SECOND_DIGITS
        && ledger.now().isBefore(Instant.ofEpochSecond(Long.parseLong(expires)));
  }

  /// Where a file is found, below the server's own address: `/files/{app}/{id}/{filename}`.
  public static String path(String appId, StoredFile file) {
    String name = URLEncoder.encode(file.details().filename(), StandardCharsets.UTF_8);
    return "/files/"
        + appId
        + "/"
        + file.id()
        + "/"
        + name.replace("+", "%20").replace("%7E", "~").replace("*", "%2A");
  }

  /// The name in the vault of a file's preview.
  static String previewName(String id, PreviewSize size) {
    return id + "." + size.wire();
  }

  private String sign(StoredFile file, String expires) {
    return secret.sign("url", file.app(), file.id(), expires);
  }
}
