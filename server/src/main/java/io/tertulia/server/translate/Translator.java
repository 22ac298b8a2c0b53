package io.tertulia.server.translate;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Translates texts. Safe for use by any thread; never blocks.
@FunctionalInterface
public interface Translator {
  /// Nobody translates.
  Translator NOBODY =
      (texts, language) ->
          CompletableFuture.failedFuture(
              new Refusal(
                  ErrorCode.UNAVAILABLE, "translation: no provider (expected: translate.url)"));

  /// Translates texts, each by itself, from whatever language they are in.
  ///
  /// @param language an ISO 639-1 code in lower case, or `zh-TW`
  /// @return as many texts, in the same order; fails with a [Refusal], `UNAVAILABLE` for whatever
  ///   the provider is to blame for
  CompletableFuture<List<String>> translate(List<String> texts, String language);
}
