package io.tertulia.server.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tertulia.protocol.content.Address;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.Text;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.server.masking.Masking.Mode;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Shows content as [Masking] wants it shown. Immutable, and safe for use by any thread; takes time
/// in proportion to the text.
///
/// Words, patterns and addresses are looked for in the text as it is read, across formatting. What
/// they find is shown as the replacement; where they overlap, as one. So their order does not
/// matter, and no part of an address shows because another part was hit first.
public final class Masker {
  /// Hides nothing.
  public static final Masker NONE = new Masker(Masking.NONE);

  private static final int ID_BYTES = 12;

  private final Masking settings;
  private final String id;
  private final WordList words;
  private final List<Compiled> patterns;
  private final Set<String> hosts = new HashSet<>();
  private final List<String> domains = new ArrayList<>();
  private final Set<String> emails = new HashSet<>();
  private final Set<String> phones = new HashSet<>();

  /// A pattern with its exceptions.
  private record Compiled(Pattern match, List<Pattern> except) {
    void find(String text, Spans hits) {
      Spans spared = new Spans();
      except.forEach(pattern -> all(pattern, text, spared));
      Matcher found = match.matcher(text);
      while (found.find()) {
        if (!spared.cover(found.start(), found.end())) {
          hits.add(found.start(), found.end());
        }
      }
    }

    private static void all(Pattern pattern, String text, Spans found) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        found.add(matcher.start(), matcher.end());
      }
    }
  }

  /// @throws IllegalArgumentException when a pattern is none
  public Masker(Masking settings) {
    this.settings = settings;
    this.id = id(settings);
    this.words = new WordList(settings.words());
    this.patterns =
        settings.patterns().stream()
            .map(one ->
                new Compiled(
                    Pattern.compile(one.match()),
                    one.except().stream().map(Pattern::compile).toList()))
            .toList();
    for (String host : settings.allowedHosts()) {
      if (host.startsWith("*.")) {
        domains.add("." + canonical(host.substring(2)));
      } else {
        hosts.add(canonical(host));
      }
    }
    settings.allowedEmails().forEach(email -> emails.add(email.toLowerCase(Locale.ROOT)));
    settings.allowedPhones().forEach(phone -> phones.add(phone.replaceAll("[^+0-9]", "")));
  }

  public Masking settings() {
    return settings;
  }

  /// Short, and the same exactly when the same is hidden.
  public String id() {
    return id;
  }

  /// Says whether anything can be hidden from anybody.
  public boolean hides() {
    return settings.mode() != Mode.NONE;
  }

  /// The content as it may be shown; the same list when nothing in it is hidden.
  public List<ContentBlock> mask(List<ContentBlock> content) {
    List<ContentBlock> shown = new ArrayList<>(content.size());
    for (ContentBlock block : content) {
      ContentBlock masked = block;
      if (block instanceof TextBlock text) {
        masked = new TextBlock(MaskedNodes.of(this, text.children()));
      }
      shown.add(masked);
    }
    return shown.equals(content) ? content : shown;
  }

  /// A text without markup as it may be shown.
  public String mask(String text) {
    return new TextBlock(MaskedNodes.of(this, List.of(new Text(text)))).toPlaintext();
  }

  /// What is to be hidden in a text.
  ///
  /// @param links addresses that are known to stand there
  Spans hits(String text, List<Address> links) {
    Spans hits = new Spans();
    words.find(text, hits);
    patterns.forEach(pattern -> pattern.find(text, hits));
    if (settings.links() || settings.emails() || settings.phones()) {
      links.forEach(address -> find(address, hits));
      Address.in(text).forEach(address -> find(address, hits));
    }
    return hits;
  }

  private void find(Address address, Spans hits) {
    String target = address.target();
    boolean hidden =
        switch (address.kind()) {
          case SITE -> settings.links() && !isAllowedHost(target);
          case MAIL -> settings.emails() && !emails.contains(target);
          case PHONE -> settings.phones() && !phones.contains(target);
        };
    if (hidden) {
      hits.add(address.start(), address.end());
    }
  }

  private boolean isAllowedHost(String host) {
    return hosts.contains(host) || domains.stream().anyMatch(host::endsWith);
  }

  private static String canonical(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    try {
      return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return lower;
    }
  }

  private static String id(Masking settings) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(settings.json().toText().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Masker masker && settings.equals(masker.settings);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
