package io.tertulia.testkit.law;

import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Fields;
import io.tertulia.testkit.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares the files that there are with the messages that name them: a file can be had as long as
/// a message names it, with the bytes that were uploaded, and is gone soon after the last one.
final class Keeping {
  private static final Duration TO_GO = Duration.ofSeconds(20);

  private final World world;

  Keeping(World world) {
    this.world = world;
  }

  /// @param messages all that there are
  /// @throws Breach when a file is lost, is another one, or is kept for nobody
  void hold(List<Fields> messages) {
    Set<String> named =
        messages.stream()
            .flatMap(message -> message.objects("content", block -> block).stream())
            .filter(block -> block.text("type").equals("file"))
            .map(block -> block.text("fileToken"))
            .collect(Collectors.toSet());
    for (Map.Entry<FileToken, String> file : world.papers().texts().entrySet()) {
      FileToken token = file.getKey();
      if (named.contains(token.value())) {
        String found = text(token);
        if (!file.getValue().equals(found)) {
          throw new Breach(
              "a message names a file of " + file.getValue() + ", and it says " + found);
        }
      } else if (world.papers().wasNamed(token)
          && !world.pulse().await(TO_GO, () -> text(token) == null)) {
        throw new Breach("no message names the file " + file.getValue() + ", and it is kept");
      }
    }
  }

  /// What is in a file; null when it is gone.
  private @Nullable String text(FileToken token) {
    Backend.Answer told = world.people().backend().get("files", token.value());
    if (!told.isDone()) {
      return null;
    }
    URI url = URI.create(Fields.of(told.body(), "").text("url"));
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return null;
      }
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new Breach(url + ": " + e);
    }
  }
}
