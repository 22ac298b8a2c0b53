package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.translate.Translator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// What messages say in other languages. Safe for use by any thread; never blocks.
public final class Translations {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final int LONGEST_TAG = 35;

  private final Chat chat;
  private final Translator translator;

  public Translations(Chat chat, Translator translator) {
    this.chat = chat;
    this.translator = translator;
  }

  /// What a message says in that language; nothing when there is no such message. What holds no
  /// words, such as a place, comes back as it is.
  ///
  /// What is translated is what [Chat#ask] shows this actor, so nothing that is hidden from the
  /// actor reaches the translator. Fails with a [io.tertulia.protocol.command.Refusal], also for
  /// actors who take no part.
  public CompletableFuture<Optional<List<ContentBlock>>> of(Actor actor, Query.Translate query) {
    if (actor.app().anonymous()) {
      throw new Refusal(
          ErrorCode.PERMISSION_DENIED,
          "translate: by an anonymous app (expected: one that was claimed)");
    }
    String language = language(query.language());
    return chat.ask(actor, query)
        .thenCompose(source ->
            source.put().stream()
                .filter(fact -> fact instanceof MessageFact m && m.id().equals(query.messageId()))
                .findFirst()
                .map(fact -> translate(((MessageFact) fact).content(), language))
                .orElse(CompletableFuture.completedFuture(Optional.empty())));
  }

  private CompletableFuture<Optional<List<ContentBlock>>> translate(
      List<ContentBlock> content, String language) {
    List<String> texts = new ArrayList<>();
    var _ =
        rewritten(
            content,
            text -> {
              texts.add(text);
              return text;
            });
    return translator
        .translate(texts, language)
        .thenApply(said -> {
          Iterator<String> next = said.iterator();
          return Optional.of(rewritten(content, text -> next.next()));
        });
  }

  private static List<ContentBlock> rewritten(
      List<ContentBlock> content, UnaryOperator<String> words) {
    List<ContentBlock> blocks = new ArrayList<>();
    for (ContentBlock block : content) {
      blocks.add(block instanceof TextBlock text ? Wording.of(text, words) : block);
    }
    return blocks;
  }

  /// The language of a tag: two letters, or `zh-TW`.
  private static String language(String tag) {
    String[] parts = tag.split("[-_]", 2);
    String code = parts[0].toLowerCase(Locale.ROOT);
    if (tag.length() > LONGEST_TAG || !LANGUAGES.contains(code)) {
      String found = tag.length() > LONGEST_TAG ? tag.length() + " characters" : tag;
      throw Checks.bad("language", found, "an ISO 639-1 code such as es, or zh-TW");
    }
    boolean taiwan = code.equals("zh") && parts.length > 1 && parts[1].equalsIgnoreCase("TW");
    return taiwan ? "zh-TW" : code;
  }
}
