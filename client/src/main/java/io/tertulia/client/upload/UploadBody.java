package io.tertulia.client.upload;

import io.tertulia.protocol.file.UploadHeaders;
import java.io.IOException;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// One piece of an upload, read while it is sent.
final class UploadBody extends RequestBody {
  private static final MediaType TYPE = MediaType.get(UploadHeaders.BYTES);

  private final Spool spool;
  private final long from;
  private final LongConsumer written;

  UploadBody(Spool spool, long from, LongConsumer written) {
    this.spool = spool;
    this.from = from;
    this.written = written;
  }

  @Override
  public MediaType contentType() {
    return TYPE;
  }

  @Override
  public long contentLength() {
    return spool.piece(from);
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    spool.copy(from, sink, written);
  }
}
