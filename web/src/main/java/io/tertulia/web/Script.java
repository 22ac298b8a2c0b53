package io.tertulia.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A module as the body of a function that returns what it exports, so that many fit into one file.
///
/// @param path where it is, such as `chat/words.js`
/// @param body what it does and returns; other modules have their [#name] in it
/// @param imports what it takes of which modules before it begins, in order
/// @param later the modules that it asks for when it needs them
/// @param exports the names of what it gives
/// @param passed the modules all of whose exports it gives too
record Script(
    String path,
    String body,
    SequencedMap<String, List<String>> imports,
    Set<String> later,
    Set<String> exports,
    Set<String> passed) {
  private static final int ENDING = ".js".length();

  Script {
    imports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(imports));
    later = Collections.unmodifiableSet(new LinkedHashSet<>(later));
    exports = Collections.unmodifiableSet(new LinkedHashSet<>(exports));
    passed = Collections.unmodifiableSet(new LinkedHashSet<>(passed));
  }

  /// How other modules call this one; nobody writes such names.
  String name() {
    return name(path);
  }

  static String name(String path) {
    return "$" + path.substring(0, path.length() - ENDING).replaceAll("[^A-Za-z0-9]", "\\$");
  }

  /// All other modules that it has to do with, in the order in which it names them.
  SequencedSet<String> needs() {
    return Stream.concat(imports.keySet().stream(), later.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
