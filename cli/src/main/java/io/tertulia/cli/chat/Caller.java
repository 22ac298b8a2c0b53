package io.tertulia.cli.chat;

import io.tertulia.client.TalkException;
import io.tertulia.client.TalkSessionOptions;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Who calls which server: the options that commands share which speak for a user.
final class Caller {
  @Option(names = "--as", required = true, paramLabel = "USER", description = "Who speaks: an id.")
  private String user = "";

  @Option(names = "--url", paramLabel = "URL", description = "The server: http://127.0.0.1:7070.")
  private @Nullable URI url;

  @Option(names = "--app", paramLabel = "APP", description = "The app's id: demo.")
  private String app = "demo";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What ./tertulia token --app APP --user USER prints.")
  private @Nullable String token;

  String user() {
    return user;
  }

  /// Those of a session of its own, so that this command alone closes it.
  ///
  /// @throws ParameterException when one of them is wrong
  TalkSessionOptions options(CommandSpec command) {
    try {
      TalkSessionOptions.Builder options = TalkSessionOptions.builder(app, user).forceNew(true);
      if (url != null) {
        options.baseUri(url);
      }
      if (token != null) {
        options.token(token);
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /// What to do when nobody answers.
  static IOException nobody(TalkSessionOptions options, Exception cause) {
    return new IOException(
        "no server answers at %s (start one: ./tertulia serve, or name another with --url)"
            .formatted(options.baseUri()),
        cause);
  }

  /// What to do about a refusal.
  IOException explained(TalkException refusal) {
    String advice =
        switch (refusal.code()) {
          case UNAUTHENTICATED, TOKEN_EXPIRED ->
              " (make a token: ./tertulia token --app %s --user %s, and give it by --token)"
                  .formatted(app, user);
          case UNKNOWN_APP -> " (name one of the server's apps by --app)";
          case UNAVAILABLE -> " (try again later)";
          default -> "";
        };
    return new IOException(refusal.getMessage() + advice, refusal);
  }
}
