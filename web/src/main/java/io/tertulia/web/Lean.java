package io.tertulia.web;

import io.tertulia.web.Tokens.Kind;
import io.tertulia.web.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/// Leaves away of a script what only people read: comments, but not who wrote it and under which
/// licence, and how lines are set in. Lines end where they did, so that nothing means anything
/// else.
final class Lean {
  private static final Token BLANK = new Token(Kind.GAP, " ");
  private static final Token END = new Token(Kind.GAP, "\n");

  private Lean() {}

  /// What is left of a script.
  static List<Token> of(String source) {
    List<Token> lean = new ArrayList<>();
    StringBuilder gap = new StringBuilder();
    for (Token token : Tokens.of(source)) {
      if (token.kind() == Kind.GAP) {
        gap.append(token.text());
      } else if (token.kind() == Kind.COMMENT && !stays(token.text())) {
        gap.append(token.text().contains("\n") ? '\n' : ' ');
      } else {
        if (!gap.isEmpty() && !lean.isEmpty()) {
          lean.add(gap.indexOf("\n") < 0 ? BLANK : END);
        }
        gap.setLength(0);
        lean.add(token);
      }
    }
    lean.add(END);
    return lean;
  }

  private static boolean stays(String comment) {
    return comment.startsWith("/*!")
        || comment.contains("@license")
        || comment.contains("Copyright");
  }
}
