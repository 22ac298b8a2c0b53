package io.tertulia.server.gate.archive;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.Archives;
import io.tertulia.server.files.Content;
import io.tertulia.server.files.FileArchive;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.ReplyBody;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Admission;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.Tickets;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The calls by which whole apps come and go.
public final class Shipping {
  private final Admission admission;
  private final Archives archives;
  private final FileArchive files;
  private final Apps apps;
  private final Tickets tickets;

  /// Ships between chat and the depot of one server.
  public Shipping(
      Admission admission, Archives archives, FileArchive files, Apps apps, Tickets tickets) {
    this.tickets = tickets;
    this.admission = admission;
    this.archives = archives;
    this.files = files;
    this.apps = apps;
  }

  public void addTo(Router.Builder routes) {
    routes.stream("GET", "/v1/{app}/export", request -> send(sender(request)));
    routes.on("POST", "/v1/{app}/export", this::link);
    routes.stream("POST", "/v1/{app}/import", request -> take(app(request), request));
  }

  /// Sends an archive of the app, as it was at one moment.
  private Reply send(Actor.AppActor app) throws IOException {
    Closeable hold = files.send(app.app().key());
    try {
      Spool spool = new Spool(files.scratch());
      try {
        tell(app, spool);
        long length = spool.archiveLength();
        var stream = new ArchiveStream(spool, files, hold);
        return new Reply(
            200,
            "application/x-ndjson",
            Map.of(
                "Content-Disposition",
                "attachment; filename=\"" + app.app().id() + ".jsonl\"",
                "Cache-Control",
                "no-store"),
            new ReplyBody.Kept(new Content.Streamed(stream, length)));
      } catch (IOException | RuntimeException | Error e) {
        spool.close();
        throw e;
      }
    } catch (IOException | RuntimeException | Error e) {
      hold.close();
      throw e;
    }
  }

  /// A link by which a browser fetches an archive, once and soon: it writes it to its disk as it
  /// comes, which it does for no request that can have a bearer.
  private Reply link(Request request) {
    App app = app(request).app();
    Tickets.Issued ticket = tickets.issue(app.key());
    return Reply.of(
            Json.object()
                .put("path", "/v1/" + app.id() + "/export?ticket=" + ticket.text())
                .put("endsAt", ticket.end().toEpochMilli())
                .build())
        .with("Cache-Control", "no-store");
  }

  /// Who has a ticket needs no bearer.
  private Actor.AppActor sender(Request request) {
    String ticket = request.query().get("ticket");
    if (ticket == null || request.bearer() != null) {
      return app(request);
    }
    App app = await(apps.find(request.at("app")));
    if (!tickets.use(ticket, app.key())) {
      throw new Refusal(
          ErrorCode.UNAUTHENTICATED, "ticket: unknown, used, or over (expected: a new one)");
    }
    return new Actor.AppActor(app);
  }

  /// Takes an archive, or a part of one, into the app.
  private Reply take(Actor.AppActor app, Request request) throws IOException {
    var arriving = new Arriving(app, archives, files, apps);
    try (Closeable _ = files.take()) {
      arriving.takeAll(new LineReader(request.body()));
    }
    return Reply.of(
        Json.object().put("lines", arriving.lines()).put("fresh", arriving.fresh()).build());
  }

  private Actor.AppActor app(Request request) {
    return await(admission.app(request.at("app"), request.bearer()));
  }

  private void tell(Actor.AppActor app, Spool spool) {
    await(archives.tell(app, spool));
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }
}
