package io.tertulia.protocol.content;

/// Step 1: what stands between three back-ticks and the next three is code.
final class CodeFences {
  private static final String FENCE = "```";

  private CodeFences() {}

  static Draft cut(String text) {
    Draft draft = new Draft();
    int copied = 0;
    int open = text.indexOf(FENCE);
    while (open >= 0) {
      int start = open + FENCE.length();
      int close = text.indexOf(FENCE, start);
      if (close < 0) {
        break;
      }
      String code = withoutOuterBreaks(text.substring(start, close));
      if (code.isEmpty()) {
        // These back-ticks are literal; the next ones may still open.
        open = close;
        continue;
      }
      draft.add(text.substring(copied, open));
      draft.add(new CodeSpan(code));
      copied = close + FENCE.length();
      open = text.indexOf(FENCE, copied);
    }
    draft.add(text.substring(copied));
    return draft;
  }

  private static String withoutOuterBreaks(String code) {
    int start = code.startsWith("\n") ? 1 : 0;
    int end = code.length() > start && code.endsWith("\n") ? code.length() - 1 : code.length();
    return code.substring(start, end);
  }
}
