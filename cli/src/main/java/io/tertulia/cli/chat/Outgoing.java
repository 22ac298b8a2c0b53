package io.tertulia.cli.chat;

import io.tertulia.client.AudioMetadata;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.ImageMetadata;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UploadProgressListener;
import io.tertulia.client.UploadSource;
import io.tertulia.client.VideoMetadata;
import io.tertulia.client.VoiceMetadata;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A file that is to be uploaded.
///
/// @param name as others will see it
record Outgoing(Path path, String name, FileKind kind) {
  private static final Map<FileKind, String> EXTENSIONS =
      Map.of(
          FileKind.IMAGE, " jpg jpeg png gif webp heic heif avif bmp tif tiff ",
          FileKind.VIDEO, " mp4 m4v mov webm mkv avi 3gp ogv ",
          FileKind.AUDIO, " mp3 m4a ogg oga opus wav flac aac ");

  /// The file at a path, as somebody typed it: `~/` stands for their home.
  ///
  /// @param kind null to tell it by the extension
  /// @throws IOException when there is no file that can be read; its message is for people
  static Outgoing of(String typed, @Nullable FileKind kind) throws IOException {
    Path path;
    try {
      path =
          typed.startsWith("~/")
              ? Path.of(System.getProperty("user.home"), typed.substring(2))
              : Path.of(typed);
    } catch (InvalidPathException e) {
      throw new IOException(typed + ": no path (expected: a file's)", e);
    }
    Path last = path.getFileName();
    if (last == null || !Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException(typed + ": no file that can be read");
    }
    String name = last.toString();
    return new Outgoing(path, name, kind == null ? kind(name) : kind);
  }

  /// Uploads it with nothing but its name: the server looks for the rest.
  CompletableFuture<FileToken> upload(TalkSession session, UploadProgressListener listener) {
    UploadSource source = UploadSource.of(path);
    return switch (kind) {
      case FILE -> session.uploadFile(source, new FileMetadata(name), listener);
      case IMAGE -> session.uploadImage(source, new ImageMetadata(name), listener);
      case VIDEO -> session.uploadVideo(source, new VideoMetadata(name), listener);
      case AUDIO -> session.uploadAudio(source, new AudioMetadata(name), listener);
      case VOICE -> session.uploadVoice(source, new VoiceMetadata(name), listener);
    };
  }

  private static FileKind kind(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.entrySet().stream()
        .filter(known -> known.getValue().contains(" " + extension + " "))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(FileKind.FILE);
  }
}
