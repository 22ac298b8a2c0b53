package io.tertulia.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A library that comes as a jar of its npm package, and is found below `lib/NAME/`.
///
/// @param name how it is called below `lib/`
/// @param module how modules import it
/// @param main what that means
/// @param folder its files in the jar
record Library(String name, String module, String main, String folder) {
  private static final String JARS = "/META-INF/resources/webjars/";

  static final List<Library> ALL =
      List.of(
          of("lit-html", "lit-html", "lit-html.js", "lit-html/3.3.2/"),
          of("lit-element", "lit-element", "lit-element.js", "lit-element/4.2.2/"),
          of(
              "reactive-element",
              "@lit/reactive-element",
              "reactive-element.js",
              "lit__reactive-element/2.1.2/"),
          of("emojilib", "emojilib", "emoji-en-US.json", "emojilib/3.0.7/dist/"),
          of("uplot", "uplot", "uPlot.esm.js", "uplot/1.6.30/dist/"));

  /// An import of a module by its name, which a browser does not know.
  private static final Pattern IMPORT =
      Pattern.compile("\\b(from|import)(\\s*)([\"'])(@?[a-z][a-z-]*(?:/[a-z-]+)?)([^\"']*)\\3");

  private static Library of(String name, String module, String main, String folder) {
    return new Library(name, module, main, JARS + folder);
  }

  /// The library of a path below `lib/`; null for none.
  static @Nullable Library at(String path) {
    String name = path.split("/", 2)[0];
    return ALL.stream().filter(library -> library.name.equals(name)).findFirst().orElse(null);
  }

  /// A library's module, in which other libraries are imported by where they are.
  ///
  /// @param path below `lib/`
  static String linked(String path, String source) {
    String up = "../".repeat(path.split("/", -1).length - 1);
    return IMPORT.matcher(source).replaceAll(found -> Matcher.quoteReplacement(linked(up, found)));
  }

  private static String linked(String up, java.util.regex.MatchResult found) {
    String imported = found.group(4) + found.group(5);
    for (Library library : ALL) {
      if (imported.equals(library.module) || imported.startsWith(library.module + "/")) {
        String rest = imported.substring(library.module.length());
        String file = rest.isEmpty() ? "/" + library.main : rest;
        String quote = found.group(3);
        return found.group(1) + found.group(2) + quote + up + library.name + file + quote;
      }
    }
    return found.group();
  }
}
