package io.tertulia.server;

import io.tertulia.server.files.FileSettings;
import io.tertulia.server.gate.rest.RestSettings;
import io.tertulia.server.translate.TranslateSettings;
import io.tertulia.server.webhooks.WebhookSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All settings of a server. Each is one key of a properties file, and one environment variable:
/// `gate.frame-bytes` and `TERTULIA_GATE_FRAME_BYTES`.
///
/// @param host the address to listen at
/// @param port 0 picks a free one
/// @param data the folder in which everything is kept
/// @param dev whether the app `demo` lets clients claim to be anybody
/// @param appSettings a JSON file with settings of apps, applied at each start; empty for none
/// @param loops event loops that read and write sockets; 0 for one per processor
/// @param translate who translates messages; nobody by default
/// @param files where files are kept and found
/// @param rest how the REST API answers
/// @param webhooks how events are brought to webhooks
/// @param adminKey the secret of whoever runs the server; empty for the one in the data folder
public record ServerConfig(
    String host,
    int port,
    Path data,
    boolean dev,
    Path appSettings,
    int loops,
    Limits limits,
    TranslateSettings translate,
    FileSettings files,
    RestSettings rest,
    WebhookSettings webhooks,
    String adminKey) {
  public static final ServerConfig DEFAULT =
      new ServerConfig("127.0.0.1", 7070, Path.of("data"), false, Path.of(""), 0, Limits.DEFAULT);

  /// The file that is read when no other is named, if it is there.
  public static final Path FILE = Path.of("tertulia.properties");

  private static final String VARIABLE = "TERTULIA_";

  public ServerConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
  }

  /// Settings of a server that does not translate, and keeps files in its folder.
  public ServerConfig(
      String host, int port, Path data, boolean dev, Path appSettings, int loops, Limits limits) {
    this(
        host,
        port,
        data,
        dev,
        appSettings,
        loops,
        limits,
        TranslateSettings.NOBODY,
        FileSettings.DEFAULT,
        RestSettings.DEFAULT,
        WebhookSettings.DEFAULT,
        "");
  }

  /// The same, elsewhere.
  public ServerConfig at(String otherHost, int otherPort) {
    return changed(draft -> {
      draft.host = otherHost;
      draft.port = otherPort;
    });
  }

  /// The same, kept in another folder.
  public ServerConfig in(Path otherData) {
    return changed(draft -> draft.data = otherData);
  }

  /// The same with the settings of apps from a file.
  public ServerConfig withAppSettings(Path file) {
    return changed(draft -> draft.appSettings = file);
  }

  /// The same with other limits.
  public ServerConfig with(Limits otherLimits) {
    return changed(draft -> draft.limits = otherLimits);
  }

  /// The same with nobody held back, however fast they go.
  public ServerConfig withoutRates() {
    return with(limits.with(limits.rates().enforced(false)));
  }

  /// The same with another translator.
  public ServerConfig with(TranslateSettings translator) {
    return changed(draft -> draft.translate = translator);
  }

  /// The same with a chosen admin key.
  public ServerConfig withAdminKey(String key) {
    return changed(draft -> draft.adminKey = key);
  }

  /// The same with files elsewhere.
  public ServerConfig with(FileSettings otherFiles) {
    return changed(draft -> draft.files = otherFiles);
  }

  /// The same with a REST API under other settings.
  public ServerConfig with(RestSettings otherRest) {
    return changed(draft -> draft.rest = otherRest);
  }

  /// The same with webhooks under other settings.
  public ServerConfig with(WebhookSettings otherWebhooks) {
    return changed(draft -> draft.webhooks = otherWebhooks);
  }

  /// Settings from all places: what is given wins over the environment, that over the file, that
  /// over the defaults.
  ///
  /// @param given by key
  /// @param file null for [#FILE], which may be missing
  /// @param environment all variables; only those that begin with `TERTULIA_` are ours
  /// @throws IllegalArgumentException when a key is unknown, and then names the nearest known one,
  ///   or a value is none
  /// @throws IOException when the file cannot be read
  public static ServerConfig read(
      Map<String, String> given, @Nullable Path file, Map<String, String> environment)
      throws IOException {
    Map<String, String> known = Settings.flatten(DEFAULT);
    Map<String, String> values = new HashMap<>();
    file(file)
        .forEach((key, value) -> {
          Settings.checkKnown(key, known.keySet());
          values.put(key, value);
        });
    Map<String, String> keys = new TreeMap<>();
    known.keySet().forEach(key -> keys.put(variable(key), key));
    environment.forEach((name, value) -> {
      if (name.startsWith(VARIABLE)) {
        Settings.checkKnown(name, keys.keySet());
        values.put(keys.getOrDefault(name, name), value);
      }
    });
    values.putAll(given);
    return Settings.bind(DEFAULT, values);
  }

  /// A length of time as settings write it: a number and `ms`, `s`, `m`, `h` or `d`.
  ///
  /// @throws IllegalArgumentException when it is none; the message names `key`
  public static Duration duration(String key, String text) {
    return Settings.duration(key, text);
  }

  /// The environment variable of a key.
  static String variable(String key) {
    return VARIABLE + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Map<String, String> file(@Nullable Path file) throws IOException {
    Properties properties = new Properties();
    Path path = file == null ? FILE : file;
    try (Reader text =
        file == null && !Files.exists(FILE)
            ? new StringReader("")
            : Files.newBufferedReader(path)) {
      properties.load(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  private ServerConfig changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /// The settings while one of them is exchanged.
  private static final class Draft {
    private String host;
    private int port;
    private Path data;
    private final boolean dev;
    private Path appSettings;
    private final int loops;
    private Limits limits;
    private TranslateSettings translate;
    private FileSettings files;
    private RestSettings rest;
    private WebhookSettings webhooks;
    private String adminKey;

    Draft(ServerConfig from) {
      host = from.host;
      port = from.port;
      data = from.data;
      dev = from.dev;
      appSettings = from.appSettings;
      loops = from.loops;
      limits = from.limits;
      translate = from.translate;
      files = from.files;
      rest = from.rest;
      webhooks = from.webhooks;
      adminKey = from.adminKey;
    }

    ServerConfig finish() {
      return new ServerConfig(
          host,
          port,
          data,
          dev,
          appSettings,
          loops,
          limits,
          translate,
          files,
          rest,
          webhooks,
          adminKey);
    }
  }
}
