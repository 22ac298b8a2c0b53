package io.tertulia.client.upload;

import io.tertulia.client.link.Credentials;
import io.tertulia.client.link.Failure;
import io.tertulia.client.link.LinkParts;
import io.tertulia.client.link.Turn;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.file.UploadHeaders;
import java.io.IOException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Requests over HTTP in the name of the session's user. Belongs to the turn; one that is under way
/// takes a thread of the pool.
///
/// They go out with the session's token, once there is one that is not known to be over. A token
/// that the server finds over is replaced as on the line: [Outcome.Lost] then, and the next request
/// has another. What ends a session on the line ends it here too.
final class Trips {
  private static final int FIRST_PRINTED = 0x21;
  private static final int LAST_PRINTED = 0x7E;

  private final Call.Factory calls;
  private final Turn turn;
  private final Credentials credentials;
  private final Consumer<Failure> dismiss;
  private final Site site;
  private final String user;

  /// @param dismiss ends the session
  Trips(LinkParts parts, Credentials credentials, Site site, Consumer<Failure> dismiss) {
    this.calls = parts.environment().calls();
    this.turn = parts.turn();
    this.credentials = credentials;
    this.site = site;
    this.user = UserHeader.of(site.userId());
    this.dismiss = dismiss;
  }

  /// A request to a place in the app's API, still without a method.
  Request.Builder to(String... path) {
    HttpUrl.Builder url = site.app().newBuilder();
    for (String segment : path) {
      url.addPathSegment(segment);
    }
    return new Request.Builder().url(url.build());
  }

  /// Begins a request. Its outcome is told on the turn, unless it is cancelled before.
  Trip begin(Request.Builder request, Consumer<Outcome> then) {
    Trip trip = new Trip(then);
    credentials.whenReady(() -> start(trip, request));
    return trip;
  }

  /// Sends a request if that is possible now; nobody hears what becomes of it.
  void send(Request.Builder request) {
    if (credentials.ready()) {
      start(new Trip(outcome -> {}), request);
    }
  }

  private void start(Trip trip, Request.Builder request) {
    String token = credentials.token();
    request
        .header(UploadHeaders.RESUMABLE, UploadHeaders.VERSION)
        .header(UploadHeaders.USER, user)
        .header("User-Agent", site.agent());
    if (token != null) {
      request.header("Authorization", "Bearer " + visible(token));
    }
    trip.start(calls.newCall(request.build()), new Ear(trip, token));
  }

  /// A token that no header can carry is none that anybody has minted; the server says so.
  private static String visible(String token) {
    boolean clean = token.chars().allMatch(c -> c >= FIRST_PRINTED && c <= LAST_PRINTED);
    return clean ? token : "malformed";
  }

  private Outcome judge(Answer answer, @Nullable String token) {
    if (answer.good()) {
      credentials.worked(token);
      return new Outcome.Done(answer);
    }
    ErrorCode said = answer.said();
    ErrorCode code = said == null ? answer.meant() : said;
    Failure failure = Failure.of(code, answer.words());
    if (answer.status() == 409) {
      // The server is elsewhere than we thought; whoever looks sees where.
      return new Outcome.Lost(failure, false);
    }
    if (code == ErrorCode.UNAVAILABLE) {
      return new Outcome.Lost(failure, said != null);
    }
    return code.endsSession() ? unwelcome(failure, said, token) : new Outcome.Refused(failure);
  }

  /// The server does not take the token, or knows no such app.
  private Outcome unwelcome(Failure failure, @Nullable ErrorCode said, @Nullable String token) {
    boolean another = token != null && !token.equals(credentials.token());
    boolean perhapsOver = said == null || said == ErrorCode.TOKEN_EXPIRED;
    if (!another && perhapsOver && credentials.forgivable()) {
      credentials.refused();
      return new Outcome.Lost(failure, false);
    }
    if (another && failure.code() != ErrorCode.UNKNOWN_APP) {
      return new Outcome.Lost(failure, false);
    }
    dismiss.accept(failure);
    return new Outcome.Refused(failure);
  }

  /// Hears what becomes of one call, on its thread.
  private final class Ear implements Callback {
    private final Trip trip;
    private final @Nullable String token;

    Ear(Trip trip, @Nullable String token) {
      this.trip = trip;
      this.token = token;
    }

    @Override
    public void onFailure(Call call, IOException thrown) {
      Outcome outcome =
          thrown instanceof SourceFailed source
              ? new Outcome.Refused(source.failure())
              : new Outcome.Lost(
                  new Failure(ErrorCode.UNAVAILABLE, "The line broke: " + thrown, thrown), false);
      turn.execute(() -> trip.end(outcome));
    }

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      Answer answer;
      try {
        answer = Answer.of(response);
      } catch (IOException e) {
        onFailure(call, e);
        return;
      }
      turn.execute(() -> {
        if (!trip.cancelled()) {
          trip.end(judge(answer, token));
        }
      });
    }
  }
}
