package io.tertulia.protocol.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bold, italic or struck-through nodes.
///
/// @param children no lists and no bullet points
public record Markup(Style style, List<TextNode> children) implements TextNode {
  public Markup {
    children = Nesting.inline(style.type(), children);
  }

  /// What the markup does, with its name on the wire and the character that writes it.
  public enum Style {
    BOLD("bold", '*'),
    ITALIC("italic", '_'),
    STRIKETHROUGH("strikethrough", '~');

    private final String type;
    private final char marker;

    Style(String type, char marker) {
      this.type = type;
      this.marker = marker;
    }

    /// The node's type on the wire.
    public String type() {
      return type;
    }

    char marker() {
      return marker;
    }

    static @Nullable Style of(char marker) {
      return switch (marker) {
        case '*' -> BOLD;
        case '_' -> ITALIC;
        case '~' -> STRIKETHROUGH;
        default -> null;
      };
    }
  }
}
