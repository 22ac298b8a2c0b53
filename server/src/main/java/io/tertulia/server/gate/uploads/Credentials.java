package io.tertulia.server.gate.uploads;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.file.UploadHeaders;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Admission;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Tells from a request who asks: the app, or one of its users.
public final class Credentials {
  private static final String USER = UploadHeaders.USER.toLowerCase(Locale.ROOT);

  private final Admission admission;

  public Credentials(Admission admission) {
    this.admission = admission;
  }

  /// Who asks; waits for it.
  ///
  /// @throws Refusal when the request does not prove it
  public Actor actor(Request request) {
    try {
      return admission.either(request.at("app"), user(request), request.bearer()).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("who asks was not found out", e.getCause());
    }
  }

  private static @Nullable String user(Request request) {
    String header = request.header(USER);
    return header == null
        ? null
        : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
