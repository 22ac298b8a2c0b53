package io.tertulia.protocol.content;

import io.tertulia.protocol.content.Markup.Style;
import io.tertulia.protocol.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Random texts and blocks; the same seed gives the same ones.
final class RandomContent {
  private static final String[] SOUP = {
    "*",
    "_",
    "~",
    "```",
    "`",
    "**",
    "<",
    ">",
    "|",
    "(",
    ")",
    "[",
    "\\",
    "- ",
    "+ ",
    "* ",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\u00A0",
    "https://",
    "HTTP://",
    "ex.test",
    "ex.test/a",
    "joe@",
    "mailto:",
    "tel:",
    "<https://ex.test|",
    "<mailto:a@ex.test|",
    "<actionbutton:v?a=",
    "b&c=%41",
    "<actionlink:go|",
    "%",
    "?",
    "&",
    "=",
    "#",
    "@",
    ".",
    "..",
    ",",
    ":",
    "-",
    "/",
    "+31",
    "6 12",
    "34 56 78",
    "020-123 4567",
    "2024-05-17",
    "1999-2004",
    "12",
    "3",
    "x",
    "ab",
    "word",
    "é",
    "e\u0301",
    "中国",
    "рф",
    "straße",
    "😀",
    "❤️",
    "\u200D",
    "\u202E",
    "\uFFFC",
    "\u0000"
  };
  private static final String[] PLAIN = {
    "word",
    "Word",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ".",
    ",",
    "!",
    "?",
    "é",
    "中国",
    "😀",
    "<b>",
    "|",
    "(",
    ")",
    "12",
    "https://ex.test/a",
    "joe@ex.test",
    "020-123 4567",
    "+31612345678"
  };

  private final Random random;

  RandomContent(long seed) {
    this.random = new Random(seed);
  }

  /// Text full of markup, right and wrong.
  String soup() {
    return mix(SOUP);
  }

  /// Text without a character that is markup.
  String plain() {
    return mix(PLAIN);
  }

  /// Any characters at all, halves of surrogate pairs included.
  String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      noise.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return noise.toString();
  }

  private String mix(String[] words) {
    StringBuilder mix = new StringBuilder();
    for (int i = random.nextInt(25); i > 0; i--) {
      mix.append(words[random.nextInt(words.length)]);
    }
    return mix.toString();
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  ContentBlock block() {
    FileToken token = new FileToken("ft_" + random.nextInt(100));
    long size = random.nextLong(1L << 40);
    Integer pixels = maybe() ? null : random.nextInt(5000);
    Duration duration = maybe() ? null : Duration.ofMillis(random.nextInt(100_000_000));
    return switch (random.nextInt(10)) {
      case 0 -> new LocationBlock(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
      case 1 -> new UnknownBlock(unknown());
      case 2 -> new GenericFileBlock(token, "u", size, "a.bin");
      case 3 -> new ImageBlock(token, "u", size, "a.png", pixels, pixels);
      case 4 -> new VideoBlock(token, "u", size, "a.mp4", pixels, pixels, duration);
      case 5 -> new AudioBlock(token, "u", size, "a.mp3", duration);
      case 6 -> new VoiceBlock(token, "u", size, "a.ogg", duration);
      default -> textBlock();
    };
  }

  TextBlock textBlock() {
    return new TextBlock(
        some(() ->
            random.nextInt(5) == 0
                ? new BulletList(some(() -> new BulletPoint(line(12, true))))
                : node(14, true)));
  }

  private List<TextNode> line(int depth, boolean links) {
    return some(() -> node(depth, links));
  }

  private TextNode node(int depth, boolean links) {
    int kind = random.nextInt(depth < 2 || maybe() ? 5 : links ? 10 : 6);
    return switch (kind) {
      case 0, 1 -> new Text(soup());
      case 2 -> new CodeSpan(soup());
      case 3 -> new CustomEmoji(":cat_" + random.nextInt(9) + ":");
      case 4 -> maybe() ? new Mention("u" + random.nextInt(9), soup()) : new UnknownNode(unknown());
      case 5, 6 -> new Markup(style(), line(depth - 1, links));
      case 7 ->
          maybe()
              ? new AutoLink("https://ex.test/a", "ex.test")
              : new Link("https://ex.test/" + random.nextInt(9), line(depth - 1, false));
      case 8 -> new ActionLink("go", params(), line(depth - 1, false));
      default -> new ActionButton("vote", params(), line(depth - 1, false));
    };
  }

  private Style style() {
    return switch (random.nextInt(3)) {
      case 0 -> Style.BOLD;
      case 1 -> Style.ITALIC;
      default -> Style.STRIKETHROUGH;
    };
  }

  private Map<String, String> params() {
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      params.put(soup(), soup());
    }
    return params;
  }

  private Json.Obj unknown() {
    return Json.object()
        .put("type", "new" + random.nextInt(9))
        .put("text", maybe() ? soup() : null)
        .put("number", random.nextLong())
        .putAll("list", List.of(Json.of("x"), Json.Null.NULL, new Json.Real(1.5)))
        .build();
  }

  private <T> List<T> some(Supplier<T> one) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      some.add(one.get());
    }
    return some;
  }
}
