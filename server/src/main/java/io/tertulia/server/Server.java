package io.tertulia.server;

import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.server.chat.Chat;
import io.tertulia.server.chat.ReadEvents;
import io.tertulia.server.chat.Texts;
import io.tertulia.server.chat.Translations;
import io.tertulia.server.chat.UnclaimedApps;
import io.tertulia.server.db.Database;
import io.tertulia.server.delivery.Hub;
import io.tertulia.server.files.Depot;
import io.tertulia.server.files.FileSettings;
import io.tertulia.server.files.Vault;
import io.tertulia.server.files.VaultProvider;
import io.tertulia.server.gate.Below;
import io.tertulia.server.gate.Counters;
import io.tertulia.server.gate.Gate;
import io.tertulia.server.gate.Incidents;
import io.tertulia.server.gate.Rates;
import io.tertulia.server.gate.RealtimeDescription;
import io.tertulia.server.gate.Vitals;
import io.tertulia.server.gate.archive.Shipping;
import io.tertulia.server.gate.files.FileServing;
import io.tertulia.server.gate.http.Router;
import io.tertulia.server.gate.rest.AdminApi;
import io.tertulia.server.gate.rest.OpenApi;
import io.tertulia.server.gate.rest.RestApi;
import io.tertulia.server.gate.uploads.Credentials;
import io.tertulia.server.gate.uploads.Intake;
import io.tertulia.server.gate.uploads.TusUploads;
import io.tertulia.server.gate.web.Playground;
import io.tertulia.server.gate.web.WebSide;
import io.tertulia.server.identity.AdminKey;
import io.tertulia.server.identity.Admission;
import io.tertulia.server.identity.App;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Apps;
import io.tertulia.server.identity.Invitation;
import io.tertulia.server.identity.Tickets;
import io.tertulia.server.identity.Tokens;
import io.tertulia.server.media.MediaInspector;
import io.tertulia.server.record.Shapes;
import io.tertulia.server.translate.LibreTranslate;
import io.tertulia.server.translate.Translator;
import io.tertulia.server.webhooks.WebhookCounts;
import io.tertulia.server.webhooks.Webhooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// A running server: built floor by floor, closed from the top down.
public final class Server implements AutoCloseable {
  private final ServerConfig config;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Counters counters = new Counters();
  private final Floors floors = new Floors();
  private final AdminKey adminKey;
  private final Apps apps;
  private final Invitation invitation;
  private final Depot depot;
  private final Webhooks webhooks;
  private final Chat chat;
  private final Gate gate;
  private volatile boolean ready;

  private Server(ServerConfig config, InstantSource clock, RandomGenerator random)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.invitation = new Invitation(clock, random);
    try {
      DataFolder folder = floors.push(DataFolder.open(config.data()));
      this.adminKey = folder.adminKey(config.adminKey(), random);
      Database database = openStore(folder);
      this.apps = new Apps(database, clock, random);
      Demo.prepare(apps, config.dev());
      AppFile.apply(config.appSettings(), apps);
      Hub hub = new Hub();
      this.depot = openDepot(database, folder);
      this.webhooks = openWebhooks(database);
      this.chat = openChat(database, hub, depot);
      var unclaimed =
          new UnclaimedApps(apps, chat.erasures(), config.rest().anonymous().age(), clock);
      floors.push(new Ticker(hub::tick, chat::tick, depot.sweeper()::tick, unclaimed::tick));
      Figures.tell(counters, database, folder, depot, webhooks, chat);
      this.gate = openGate(hub, chat);
      webhooks.start();
      folder.announce(uri());
    } catch (SQLException e) {
      close();
      throw new IOException("data folder " + config.data() + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
    ready = true;
  }

  /// Starts a server by the clock of this machine. It is ready when this returns.
  ///
  /// @throws IOException when folder, store or port cannot be taken; its message is for people
  public static Server start(ServerConfig config) throws IOException {
    return start(config, InstantSource.system(), new SecureRandom());
  }

  /// Starts a server.
  ///
  /// @param random makes secret keys too: outside of tests one that nobody can foretell
  /// @throws IOException like [#start(ServerConfig)]
  public static Server start(ServerConfig config, InstantSource clock, RandomGenerator random)
      throws IOException {
    return new Server(config, clock, random);
  }

  /// Where it can be reached.
  public URI uri() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return URI.create("http://" + host + ":" + gate.address().getPort());
  }

  /// A key that lets one person in at the first page, within an hour; an earlier one is over.
  /// Behind `#key=` it stays in the browser until the page asks with it.
  public String invite() {
    return invitation.issue();
  }

  /// Its apps.
  public Apps apps() {
    return apps;
  }

  /// Files on their way in and out.
  public Depot files() {
    return depot;
  }

  /// Changes an app's settings, or throws a [Refusal]; see [Chat#configure].
  public App configure(App app, UnaryOperator<AppSettings> change) {
    try {
      return chat.configure(apps, app, change).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
  }

  /// What happened how often.
  public Counters counters() {
    return counters;
  }

  /// Takes nothing new, finishes what was accepted, and stops, within ten seconds.
  @Override
  public void close() {
    ready = false;
    floors.close();
  }

  private String fileUrl() {
    String url = config.files().url();
    return url.isEmpty() ? uri().toString() : url.replaceFirst("/+$", "");
  }

  private Database openStore(DataFolder folder) throws SQLException {
    StoreLimits limits = config.limits().store();
    Database database = Database.open(folder.store(), limits.readers(), limits.waitingReads());
    floors.push(database);
    Texts.indexMissing(database);
    return database;
  }

  private Depot openDepot(Database database, DataFolder folder) throws IOException, SQLException {
    FileSettings settings = config.files();
    Vault vault = floors.push(VaultProvider.of(settings).open(settings, folder.files()));
    Depot opened =
        Depot.open(
            database,
            clock,
            new SecureRandom(),
            config.limits().files(),
            settings,
            folder.uploads(),
            vault,
            MediaInspector::look);
    floors.push(opened);
    return opened;
  }

  private String url(FileBlock file) {
    return file.url().startsWith("/") ? fileUrl() + file.url() : file.url();
  }

  private Webhooks openWebhooks(Database database) throws SQLException, IOException {
    Webhooks opened =
        Webhooks.open(
            database,
            config.webhooks(),
            new ReadEvents(Shapes.ofEvents(this::url), config.limits().chat()),
            (app, message) -> apps.signingKey(app).join().sign(message),
            WebhookCounts.of(
                counters::counter, counters.histogram("tertulia_webhook_seconds")::took),
            clock,
            new SecureRandom());
    floors.push(opened);
    return opened;
  }

  private Chat openChat(Database database, Hub hub, Depot depot) {
    StoreLimits limits = config.limits().store();
    Chat chat =
        new Chat(
            database,
            hub,
            depot.uses(),
            webhooks.outbox(),
            this::url,
            config.limits().chat(),
            config.limits().search(),
            clock,
            System::nanoTime,
            random,
            limits.waitingCommands(),
            limits.commitCommands());
    floors.push(chat);
    return chat;
  }

  private Translator openTranslator() {
    if (config.translate().url().isEmpty()) {
      return Translator.NOBODY;
    }
    return floors.push(LibreTranslate.open(config.translate()));
  }

  private Gate openGate(Hub hub, Chat chat) throws IOException {
    Admission admission = new Admission(apps, new Tokens(clock));
    Rates rates = new Rates(config.limits().rates(), System::nanoTime, counters);
    Incidents incidents = new Incidents(random, counters);
    Gate opened =
        new Gate(
            new InetSocketAddress(config.host(), config.port()),
            config.loops(),
            new Below(
                admission,
                chat,
                new Translations(chat, openTranslator()),
                hub,
                chat::reads,
                config.limits().follow(),
                clock),
            routes(admission, chat, rates, incidents),
            config.limits().gate(),
            rates,
            counters,
            incidents);
    floors.push(opened);
    return opened;
  }

  private Router routes(Admission admission, Chat chat, Rates rates, Incidents incidents) {
    Router.Builder routes = Router.routes();
    new Vitals(counters, () -> ready).addTo(routes);
    Limits all = config.limits();
    new RealtimeDescription(Settings.flatten(all)).addTo(routes);
    new OpenApi(this::fileUrl, Settings.flatten(all)).addTo(routes);
    Intake intake = new Intake(chat, depot.uploads(), all.files().maxBytes(), counters);
    new RestApi(
            apps,
            admission,
            chat,
            intake,
            depot.downloads(),
            this::fileUrl,
            webhooks,
            config.rest(),
            rates,
            incidents)
        .addTo(routes, all.gate().bodyBytes(), all.gate().historyBytes());
    new AdminApi(adminKey, apps, chat, clock).addTo(routes);
    new TusUploads(new Credentials(admission), intake).addTo(routes);
    new Shipping(admission, chat.archives(), depot.archive(), apps, new Tickets(clock, random))
        .addTo(routes);
    new FileServing(apps, depot.downloads()).addTo(routes);
    new WebSide(this::fileUrl).addTo(routes);
    new Playground(Demo.ID, apps, invitation, clock).addTo(routes);
    return routes.build();
  }
}
