package io.tertulia.cli;

import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.server.archive.ArchiveLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A file as lines of an archive.
final class Blob {
  private static final int PIECE = 100_000;

  private Blob() {}

  static List<String> lines(String id, byte[] bytes) {
    List<ArchiveLine> lines = new ArrayList<>();
    lines.add(
        new ArchiveLine.File(
            id,
            null,
            new FileDetails(FileKind.FILE, "blob.bin", null, null, null),
            "application/octet-stream",
            bytes.length,
            hash(bytes)));
    for (int at = 0; at < bytes.length; at += PIECE) {
      int end = Math.min(bytes.length, at + PIECE);
      lines.add(new ArchiveLine.Bytes(at, Arrays.copyOfRange(bytes, at, end)));
    }
    return lines.stream().map(line -> new String(line.toBytes(), StandardCharsets.UTF_8)).toList();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
