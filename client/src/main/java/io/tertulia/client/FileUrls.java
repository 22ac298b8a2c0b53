package io.tertulia.client;

import io.tertulia.protocol.content.AudioBlock;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.content.VideoBlock;
import io.tertulia.protocol.content.VoiceBlock;
import java.net.URI;
import java.util.List;

/// Addresses of files as an application can open them. Facts name the path on the server, which
/// each client reaches by its own base URI.
///
/// @param base without a slash at the end
record FileUrls(String base) {
  static FileUrls at(URI base) {
    String text = Addresses.below(base).toString();
    return new FileUrls(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /// The address that the server told by its own name, by the name that this client knows it by.
  String reached(String url) {
    int path = url.indexOf("/files/");
    return path < 0 ? url : base + url.substring(path);
  }

  /// The content with whole addresses; the same object where there is nothing to change.
  List<ContentBlock> in(List<ContentBlock> content) {
    return content.stream().anyMatch(FileUrls::partial)
        ? content.stream().map(this::whole).toList()
        : content;
  }

  private static boolean partial(ContentBlock block) {
    return block instanceof FileBlock file && file.url().startsWith("/");
  }

  private ContentBlock whole(ContentBlock block) {
    if (!(block instanceof FileBlock file)) {
      return block;
    }
    String url = partial(file) ? base + file.url() : file.url();
    return switch (file) {
      case GenericFileBlock f -> new GenericFileBlock(f.token(), url, f.size(), f.filename());
      case ImageBlock f ->
          new ImageBlock(f.token(), url, f.size(), f.filename(), f.width(), f.height());
      case VideoBlock f ->
          new VideoBlock(
              f.token(), url, f.size(), f.filename(), f.width(), f.height(), f.duration());
      case AudioBlock f -> new AudioBlock(f.token(), url, f.size(), f.filename(), f.duration());
      case VoiceBlock f -> new VoiceBlock(f.token(), url, f.size(), f.filename(), f.duration());
    };
  }
}
