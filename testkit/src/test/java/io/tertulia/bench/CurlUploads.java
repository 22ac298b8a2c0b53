package io.tertulia.bench;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Uploads a file to Tertulia with curl, as tus has it.
///
/// @param server its address
/// @param key a secret key of the app `demo`
record CurlUploads(String server, String key, Path file) {
  record Done(String token, Rows.Took took) {}

  Done upload() throws IOException, InterruptedException {
    String always = " -H 'Authorization: Bearer " + key + "' -H 'Tus-Resumable: 1.0.0' ";
    String begun =
        Shell.run(
            "curl -sS -D - -o /dev/null -X POST"
                + always
                + "-H 'Upload-Length: "
                + Files.size(file)
                + "' -H 'Upload-Metadata: filename YmVuY2guYmlu' "
                + server
                + "/v1/demo/uploads");
    String at = server + header(begun, "location");
    Path heads = file.resolveSibling("heads");
    Rows.Took took =
        Shell.curl(
            "-X PATCH -D "
                + heads
                + always
                + "-H 'Expect:' -H 'Upload-Offset: 0'"
                + " -H 'Content-Type: application/offset+octet-stream' -T "
                + file
                + " "
                + at);
    return new Done(header(Files.readString(heads), "tertulia-file-token"), took);
  }

  String url(String token) throws IOException, InterruptedException {
    String told =
        Shell.run(
            "curl -sS -H 'Authorization: Bearer "
                + key
                + "' "
                + server
                + "/v1/demo/files/"
                + token);
    return Fields.of(Json.parse(told), "").text("url");
  }

  private static String header(String heads, String name) {
    return heads
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + heads));
  }
}
