package io.tertulia.server.gate.rest;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.gate.Rate;
import io.tertulia.server.gate.Rates;
import io.tertulia.server.gate.http.Endpoint;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.http.TooFast;
import io.tertulia.server.identity.AnonymousApps;
import io.tertulia.server.identity.Apps;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The calls by which anybody makes an app to try things out, where whoever runs the server lets
/// them. They need no token.
final class AnonymousApi {
  private static final String ALL = "/v1/anonymousAccounts";
  private static final int NETWORK_BYTES = 8;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /// When there are too many, it may be worth a look so much later.
  private static final Duration FULL = Duration.ofHours(1);

  private final AnonymousSettings settings;
  private final Apps apps;
  private final Rates rates;
  private final Supplier<String> origin;

  /// @param origin where the server is reached, without a slash at its end
  AnonymousApi(AnonymousSettings settings, Apps apps, Rates rates, Supplier<String> origin) {
    this.settings = settings;
    this.apps = apps;
    this.rates = rates;
    this.origin = origin;
  }

  /// Puts the calls, and the page behind the address for claiming.
  void addTo(Router.Builder routes) {
    on(routes, "POST", ALL, this::make);
    on(routes, "GET", ALL + "/{accessToken}", this::get);
    on(routes, "GET", "/claim/{app}", AnonymousApi::claim);
  }

  private void on(Router.Builder routes, String method, String path, Endpoint endpoint) {
    routes.on(
        method,
        path,
        request ->
            settings.enabled()
                ? endpoint.answer(request)
                : Reply.error(404, "no anonymous apps here (expected: rest.anonymous.enabled)"));
  }

  /// Makes an app. Its secret key is another call.
  private Reply make(Request request) {
    request.json();
    rates.take(Rate.ANONYMOUS, address(request));
    AnonymousApps.Made made = made();
    return Reply.of(
        Json.object()
            .put("appId", made.id())
            .put("accessToken", made.token())
            .put("claimUrl", claimUrl(made.id()))
            .build());
  }

  private AnonymousApps.Made made() {
    try {
      return Stored.now(() -> apps.anonymous().make(settings.unclaimed()));
    } catch (Refusal refusal) {
      throw refusal.code() == ErrorCode.LIMIT_EXCEEDED
          ? new TooFast(String.valueOf(refusal.getMessage()), FULL)
          : refusal;
    }
  }

  private Reply get(Request request) {
    AnonymousApps.Opened opened = Visit.await(apps.anonymous().open(request.at("accessToken")));
    return Reply.of(
        Json.object()
            .put("appId", opened.id())
            .put("secretKey", opened.key().reveal())
            .put("claimUrl", claimUrl(opened.id()))
            .build());
  }

  /// For people: what to ask whoever runs the server for. It says the same of every id.
  private static Reply claim(Request request) {
    String app = request.at("app");
    if (!ID.matcher(app).matches()) {
      return Reply.error(404, "no such app");
    }
    return Reply.text(
        "text/plain; charset=utf-8",
        "This app is there to try things out, and goes after a while.\n"
            + "Whoever runs the server keeps it by:\n\n"
            + "  ./tertulia app claim "
            + app
            + "\n");
  }

  private String claimUrl(String app) {
    return origin.get() + "/claim/" + app;
  }

  /// Whom a rate is for: an address, or of version 6 the network, as who has one has all of it.
  private String address(Request request) {
    String forwarded = request.headers().getOrDefault("x-forwarded-for", "");
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    String text = settings.behindProxy() && !last.isEmpty() ? last : request.peer();
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return address instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
          : address.getHostAddress();
    } catch (IllegalArgumentException e) {
      return request.peer();
    }
  }
}
