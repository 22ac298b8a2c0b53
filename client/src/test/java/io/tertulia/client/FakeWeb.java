package io.tertulia.client;

import io.tertulia.protocol.file.UploadHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;

/// A server that takes uploads, without any network: calls of OkHttp end here. Runs on the test's
/// thread.
final class FakeWeb implements Call.Factory {
  /// What happened, such as `PATCH 0`.
  final List<String> log = new ArrayList<>();

  /// The headers of what came, one for each line of the log.
  final List<Request> requests = new ArrayList<>();

  final Map<String, Part> parts = new LinkedHashMap<>();

  /// Hears how many bytes of a body have come.
  LongConsumer watch = bytes -> {};

  private final Deque<Trouble> troubles = new ArrayDeque<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final OkHttpClient client;
  private boolean holding;
  private int made;

  /// What the server has of an upload.
  static final class Part {
    final long length;
    final String metadata;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// All that came for it, also what was lost.
    long brought;

    Part(long length, String metadata) {
      this.length = length;
      this.metadata = metadata;
    }
  }

  /// What goes wrong with the next request.
  private sealed interface Trouble {
    /// The line breaks when so many bytes of the body came; the last of them are lost.
    record Cut(long after, int lost) implements Trouble {}

    /// All is done, but the answer does not arrive.
    record Mute() implements Trouble {}

    record Refusal(int status, String code) implements Trouble {}

    record None() implements Trouble {}
  }

  FakeWeb(Executor hand) {
    this.client =
        new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(new Hands(task -> take(hand, task))))
            .addInterceptor(chain -> serve(chain.request()))
            .build();
  }

  @Override
  public Call newCall(Request request) {
    return client.newCall(request);
  }

  FakeWeb cut(long after, int lost) {
    troubles.add(new Trouble.Cut(after, lost));
    return this;
  }

  FakeWeb mute() {
    troubles.add(new Trouble.Mute());
    return this;
  }

  FakeWeb refuse(int status, String code) {
    troubles.add(new Trouble.Refusal(status, code));
    return this;
  }

  /// Nothing goes wrong with one request.
  FakeWeb pass() {
    troubles.add(new Trouble.None());
    return this;
  }

  /// Requests wait from now on.
  void hold() {
    holding = true;
  }

  /// What waited is served, and so is what comes.
  void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  /// What came last.
  Request last() {
    return requests.get(requests.size() - 1);
  }

  /// The bytes of the only upload.
  byte[] bytes() {
    return parts.values().iterator().next().bytes.toByteArray();
  }

  private void take(Executor hand, Runnable task) {
    if (holding) {
      held.add(task);
    } else {
      hand.execute(task);
    }
  }

  private Response serve(Request request) throws IOException {
    String offset = request.header(UploadHeaders.OFFSET);
    log.add(request.method() + (offset == null ? "" : " " + offset));
    requests.add(request);
    Trouble trouble = troubles.isEmpty() ? new Trouble.None() : troubles.remove();
    if (trouble instanceof Trouble.Refusal(int status, String code)) {
      String body = code.isEmpty() ? "" : "{\"code\":\"" + code + "\",\"message\":\"no\"}";
      return answer(request, status, Map.of(), "HEAD".equals(request.method()) ? "" : body);
    }
    if (trouble instanceof Trouble.Cut && request.body() == null) {
      throw new IOException("cut");
    }
    Response response =
        switch (request.method()) {
          case "POST" -> create(request);
          case "PATCH" -> append(request, trouble instanceof Trouble.Cut cut ? cut : null);
          case "HEAD" -> told(request, 200);
          case "DELETE" -> delete(request);
          default -> file(request);
        };
    if (!(trouble instanceof Trouble.None)) {
      throw new IOException("cut");
    }
    return response;
  }

  private Response create(Request request) {
    String id = "u" + ++made;
    long length = Long.parseLong(request.header(UploadHeaders.LENGTH));
    parts.put(id, new Part(length, request.header(UploadHeaders.METADATA)));
    var headers = new LinkedHashMap<String, String>();
    headers.put("Location", "https://inside.example/v1/demo/uploads/" + id);
    if (length == 0) {
      headers.put(UploadHeaders.TOKEN, "ft_" + id);
    }
    return answer(request, 201, headers, "");
  }

  private Response append(Request request, Trouble.Cut cut) throws IOException {
    Part part = parts.get(id(request));
    if (part == null) {
      return answer(request, 404, Map.of(), "{\"code\":\"NOT_FOUND\"}");
    }
    if (part.bytes.size() != Long.parseLong(request.header(UploadHeaders.OFFSET))) {
      return answer(request, 409, Map.of(), "{\"code\":\"INVALID_ARGUMENT\"}");
    }
    RequestBody body = request.body();
    Mouth mouth = new Mouth(part, cut == null ? Long.MAX_VALUE : cut.after());
    try (BufferedSink sink = Okio.buffer(mouth)) {
      body.writeTo(sink);
    } catch (CutShort e) {
      byte[] came = part.bytes.toByteArray();
      part.bytes.reset();
      part.bytes.writeBytes(Arrays.copyOf(came, Math.max(0, came.length - cut.lost())));
      throw e;
    }
    return told(request, 204);
  }

  private Response told(Request request, int status) {
    Part part = parts.get(id(request));
    if (part == null) {
      return answer(request, 404, Map.of(), "");
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put(UploadHeaders.OFFSET, Long.toString(part.bytes.size()));
    if (part.bytes.size() == part.length) {
      headers.put(UploadHeaders.TOKEN, "ft_" + id(request));
    }
    return answer(request, status, headers, "");
  }

  private Response delete(Request request) {
    return answer(request, parts.remove(id(request)) == null ? 404 : 204, Map.of(), "");
  }

  private Response file(Request request) {
    return answer(
        request, 200, Map.of(), "{\"url\":\"https://files.example/" + id(request) + "\"}");
  }

  private static String id(Request request) {
    List<String> path = request.url().pathSegments();
    return path.get(path.size() - 1);
  }

  private static Response answer(
      Request request, int status, Map<String, String> headers, String body) {
    var response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(status)
            .message("")
            .body(ResponseBody.create(body, MediaType.get("application/json")));
    headers.forEach(response::header);
    return response.build();
  }

  private static final class CutShort extends IOException {
    CutShort() {
      super("cut");
    }
  }

  /// Takes the bytes of one body.
  private final class Mouth extends ForwardingSink {
    private final Part part;
    private final long limit;
    private long count;

    Mouth(Part part, long limit) {
      super(Okio.blackhole());
      this.part = part;
      this.limit = limit;
    }

    @Override
    public void write(Buffer source, long bytes) throws IOException {
      long taken = Math.min(bytes, limit - count);
      byte[] piece = source.readByteArray(taken);
      part.bytes.writeBytes(piece);
      part.brought += piece.length;
      count += piece.length;
      watch.accept(count);
      if (count >= limit) {
        throw new CutShort();
      }
    }
  }

  /// An executor as OkHttp wants one.
  private static final class Hands extends AbstractExecutorService {
    private final Executor hand;

    Hands(Executor hand) {
      this.hand = hand;
    }

    @Override
    public void execute(Runnable task) {
      hand.execute(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
      return true;
    }
  }
}
