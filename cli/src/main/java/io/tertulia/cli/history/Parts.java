package io.tertulia.cli.history;

import io.tertulia.server.archive.ArchiveLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts an archive into parts and sends one after the other, so that a line that is cut costs one
/// part at most. Each begins with the header, and with the line of its file where it begins inside
/// of one. For one thread.
final class Parts implements Lines {
  private static final int MAX_BYTES = 2 << 20;
  private static final int MAX_LINES = 5_000;
  private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)", Pattern.DOTALL);

  private final HistoryApi api;
  private final LineTally tally;
  private final byte[] header;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Place> places = new ArrayList<>();
  private byte @Nullable [] file;

  /// @param header the archive's first line
  Parts(HistoryApi api, LineTally tally, byte[] header) {
    this.api = api;
    this.tally = tally;
    this.header = header.clone();
  }

  @Override
  public void take(ArchiveLine line, byte[] utf8, Place place)
      throws IOException, InterruptedException, BadLineException {
    if (line instanceof ArchiveLine.Header) {
      return;
    }
    if (line instanceof ArchiveLine.File) {
      file = utf8;
    } else if (!(line instanceof ArchiveLine.Bytes)) {
      file = null;
    }
    if (places.isEmpty() && line instanceof ArchiveLine.Bytes && file != null) {
      add(file, place);
    }
    add(utf8, place);
    if (body.size() >= MAX_BYTES || places.size() >= MAX_LINES) {
      finish();
    }
  }

  @Override
  public void finish() throws IOException, InterruptedException, BadLineException {
    if (places.isEmpty()) {
      return;
    }
    var part = new ByteArrayOutputStream(header.length + 1 + body.size());
    part.writeBytes(header);
    part.write('\n');
    body.writeTo(part);
    switch (api.bring(part.toByteArray())) {
      case HistoryApi.Brought.Taken(long lines, long fresh) -> tally.written(lines - 1, fresh);
      case HistoryApi.Brought.Refused(String why) -> {
        BadLineException refused = refused(why);
        forget();
        throw refused;
      }
    }
    forget();
  }

  private void forget() {
    body.reset();
    places.clear();
  }

  private void add(byte[] line, Place place) {
    body.writeBytes(line);
    body.write('\n');
    places.add(place);
  }

  /// The server counts the lines of the part, whose first is the header.
  private BadLineException refused(String why) {
    Matcher named = LINE.matcher(why);
    if (!named.matches()) {
      return new BadLineException(places.getFirst(), why);
    }
    int at = Math.clamp(Integer.parseInt(named.group(1)) - 2, 0, places.size() - 1);
    tally.written(at, 0);
    return new BadLineException(places.get(at), named.group(2));
  }
}
