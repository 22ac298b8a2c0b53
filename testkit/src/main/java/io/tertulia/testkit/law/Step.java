package io.tertulia.testkit.law;

import java.util.Locale;

/// One thing that happens: which session does what, where, and a number that decides whatever else
/// there is to choose.
///
/// As text it is one line, such as `send 1 0 417`, which [#parse] reads again.
///
/// @param device number of the session; what the app's own server does has one too, and ignores it
/// @param place number of the conversation
/// @param pick 0 to 999
record Step(Verb verb, int device, int place, int pick) {
  static Step parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length != 4) {
      throw new IllegalArgumentException("step: " + text + " (expected: such as send 1 0 417)");
    }
    return new Step(
        Verb.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]));
  }

  @Override
  public String toString() {
    return verb.name().toLowerCase(Locale.ROOT) + " " + device + " " + place + " " + pick;
  }
}
