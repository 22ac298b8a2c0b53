package io.tertulia.server.gate.rest;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.files.Downloads;
import io.tertulia.server.gate.Incidents;
import io.tertulia.server.gate.Rate;
import io.tertulia.server.gate.Rates;
import io.tertulia.server.gate.http.Reply;
import io.tertulia.server.gate.http.Request;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.uploads.Credentials;
import io.tertulia.server.gate.uploads.Intake;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.Admission;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.webhooks.Webhooks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// All calls of the REST API.
public final class RestApi {
  private static final String APP = "/v1/{app}";
  private static final Duration LIST_PATIENCE = Duration.ofSeconds(30);

  private final Apps apps;
  private final Admission admission;
  private final Chat chat;
  private final Shapes shapes;
  private final Rates rates;
  private final Incidents incidents;
  private final FileCalls files;
  private final WebhookCalls webhooks;
  private final MailCalls mail;
  private final Turnstile lists;
  private final boolean batchTexts;
  private final AnonymousApi anonymous;

  /// @param fileUrl the address before the paths of files, without a slash at its end
  public RestApi(
      Apps apps,
      Admission admission,
      Chat chat,
      Intake intake,
      Downloads downloads,
      Supplier<String> fileUrl,
      Webhooks webhooks,
      RestSettings settings,
      Rates rates,
      Incidents incidents) {
    this.apps = apps;
    this.admission = admission;
    this.chat = chat;
    Links links = new Links(downloads, fileUrl);
    this.shapes = Shapes.ofAnswers(links, !settings.plainParticipants());
    this.mail = new MailCalls(settings);
    this.batchTexts = settings.batchTexts();
    this.lists = new Turnstile(settings.lists(), LIST_PATIENCE);
    this.anonymous = new AnonymousApi(settings.anonymous(), apps, rates, fileUrl);
    this.rates = rates;
    this.incidents = incidents;
    this.webhooks = new WebhookCalls(webhooks);
    this.files = new FileCalls(new Credentials(admission), intake, links);
  }

  /// Puts the calls.
  ///
  /// @param bodyBytes how large a body may be
  /// @param historyBytes how large a body may be that brings history
  public void addTo(Router.Builder routes, int bodyBytes, int historyBytes) {
    routes.maxBody(bodyBytes);
    addCalls(routes);
    Router.Builder batched = Router.routes();
    addCalls(batched);
    var batches =
        new BatchCalls(batched.build(), this::app, this::now, rates, incidents, batchTexts);
    routes.on("POST", APP + "/batch", batches::answer);
    anonymous.addTo(routes);
    routes.maxBody(historyBytes);
    on(routes, "POST", "/history/{conversation}", ImportCalls::history);
    routes.maxBody(bodyBytes);
  }

  /// Puts what may be called alone and in a batch.
  private void addCalls(Router.Builder routes) {
    routes.on("GET", APP, this::about);
    addProject(routes);
    addSettings(routes);
    addUsers(routes);
    addConversations(routes);
    addMessages(routes);
    addFiles(routes);
    addWebhooks(routes);
  }

  private void addProject(Router.Builder routes) {
    ProjectCalls project = new ProjectCalls(apps);
    on(routes, "PUT", "", project::put);
    on(routes, "GET", "/themes", project::themes);
    on(routes, "PUT", "/themes", project::putThemes);
    on(routes, "PATCH", "/themes", project::putThemes);
    on(routes, "POST", "/conversations/{conversation}/notifications", mail::notify);
    on(routes, "GET", "/conversations/{conversation}/participants/{user}/email", mail::address);
  }

  private void addSettings(Router.Builder routes) {
    SettingsCalls settings = new SettingsCalls(apps);
    on(routes, "GET", "/settings", settings::get);
    on(routes, "PATCH", "/settings", settings::change);
    on(routes, "GET", "/roles", settings::roles);
    on(routes, "GET", "/roles/{role}", settings::role);
    on(routes, "PUT", "/roles/{role}", settings::putRole);
    on(routes, "DELETE", "/roles/{role}", settings::deleteRole);
    KeyCalls keys = new KeyCalls(apps);
    on(routes, "GET", "/keys", keys::list);
    on(routes, "POST", "/keys", keys::create);
    on(routes, "PUT", "/keys/{key}", keys::sign);
    on(routes, "DELETE", "/keys/{key}", keys::delete);
  }

  private void addWebhooks(Router.Builder routes) {
    on(routes, "GET", "/webhooks", webhooks::list);
    on(routes, "POST", "/webhooks", webhooks::create);
    on(routes, "GET", "/webhooks/{webhook}", webhooks::get);
    on(routes, "PUT", "/webhooks/{webhook}", webhooks::change);
    on(routes, "DELETE", "/webhooks/{webhook}", webhooks::delete);
    on(routes, "POST", "/webhooks/{webhook}/replay", webhooks::replay);
    on(routes, "GET", "/webhooks/{webhook}/events", lists.guard(webhooks::eventsOf));
    on(routes, "GET", "/events", webhooks::events);
  }

  private void addUsers(Router.Builder routes) {
    on(routes, "PUT", "/users", UserCalls::putAll);
    on(routes, "PUT", "/users/{user}", UserCalls::put);
    on(routes, "GET", "/users/{user}", UserCalls::get);
    on(routes, "GET", "/search/messages", lists.guard(SearchCalls::messages));
    on(routes, "GET", "/search/conversations", lists.guard(SearchCalls::conversations));
    on(routes, "GET", "/search/users", lists.guard(SearchCalls::users));
    on(routes, "DELETE", "/users/{user}", ErasureCalls::erase);
    on(routes, "GET", "/erasures/{user}", ErasureCalls::get);
    on(routes, "GET", "/users", lists.guard(ListCalls::users));
    on(routes, "GET", "/users/{user}/sessions", PresenceCalls::sessions);
    on(routes, "POST", "/presences", PresenceCalls::presences);
    on(routes, "GET", "/users/{user}/conversations", lists.guard(ListCalls::userConversations));
  }

  private void addConversations(Router.Builder routes) {
    String conversation = "/conversations/{conversation}";
    on(routes, "PUT", conversation, ConversationCalls::put);
    on(routes, "GET", conversation, ConversationCalls::get);
    on(routes, "DELETE", conversation, ConversationCalls::delete);
    on(routes, "GET", "/conversations", lists.guard(ListCalls::conversations));
    on(routes, "POST", conversation + "/readBy/{user}", ReadCalls::readAll);
    on(routes, "PATCH", "/users/{user}/conversations/{conversation}", ReadCalls::readUntil);
    String participant = conversation + "/participants/{user}";
    on(routes, "PUT", participant, ConversationCalls::join);
    on(routes, "PATCH", participant, ConversationCalls::change);
    on(routes, "DELETE", participant, ConversationCalls::leave);
  }

  private void addMessages(Router.Builder routes) {
    String messages = "/conversations/{conversation}/messages";
    on(routes, "POST", messages, MessageCalls::send);
    on(routes, "GET", messages, lists.guard(ListCalls::messages));
    String message = messages + "/{message}";
    on(routes, "GET", message, MessageCalls::get);
    on(routes, "PUT", message, MessageCalls::edit);
    on(routes, "POST", message, MessageCalls::edit);
    on(routes, "DELETE", message, MessageCalls::delete);
    on(routes, "GET", message + "/reactions/{emoji}", lists.guard(ListCalls::reactions));
    String reaction = message + "/reactions/{emoji}/{user}";
    on(routes, "PUT", reaction, MessageCalls::react);
    on(routes, "DELETE", reaction, MessageCalls::unreact);
    on(routes, "POST", "/import/conversations/{conversation}/messages", ImportCalls::messages);
    on(routes, "POST", "/import/conversation/{conversation}/messages", ImportCalls::messages);
  }

  private void addFiles(Router.Builder routes) {
    routes.stream("POST", APP + "/files", request -> files.upload(visit(request)));
    routes.on("GET", APP + "/files/{token}", files::get);
    on(routes, "DELETE", "/files/{token}", files::delete);
  }

  private void on(Router.Builder routes, String method, String path, AppCall call) {
    routes.on(method, APP + path, new AppEndpoint(this::visit, call));
  }

  /// A request of an app that counts as one call.
  private Visit visit(Request request) {
    Visit visit = app(request);
    rates.take(Rate.REST, visit.app().app().key());
    return visit;
  }

  private Visit app(Request request) {
    Actor.AppActor app = await(admission.app(request.at("app"), request.bearer()));
    return Visit.of(request, app, chat, shapes);
  }

  /// The app; anybody may know.
  private Reply about(Request request) {
    App app = now(request.at("app"));
    return Reply.of(
        Json.object()
            .put("id", app.id())
            .put("custom", Json.of(app.settings().custom()))
            .put("defaultLocale", app.settings().defaultLocale())
            .build());
  }

  private App now(String id) {
    return await(apps.find(id));
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException("an app was not found out", e.getCause());
    }
  }
}
