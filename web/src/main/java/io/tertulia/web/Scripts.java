package io.tertulia.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The modules that are reached from some, put together into few files, in which each is a function
/// that is called once, behind those that it needs.
final class Scripts {
  private final Function<String, String> sources;
  private final Map<String, Script> scripts = new HashMap<>();

  /// In this order every module stands behind those that it imports.
  private final Set<String> ordered = new LinkedHashSet<>();

  private final Map<Bundle, List<Script>> bundles = new EnumMap<>(Bundle.class);

  /// @param entries where pages begin
  /// @param sources the source of a module by its path
  /// @throws IllegalArgumentException when they do not fit together
  Scripts(Collection<String> entries, Function<String, String> sources) {
    this.sources = sources;
    entries.forEach(this::read);
    scripts.keySet().stream().sorted().forEach(path -> order(path, new LinkedHashSet<>()));
    for (String path : ordered) {
      bundles.computeIfAbsent(Bundle.of(path), bundle -> new ArrayList<>()).add(script(path));
    }
    scripts.values().forEach(this::check);
  }

  /// The bundles that there are.
  Set<Bundle> bundles() {
    return bundles.keySet();
  }

  /// The bundles that one cannot do without, in order.
  Set<Bundle> needs(Bundle bundle) {
    Set<Bundle> needs = new TreeSet<>();
    for (Script script : Objects.requireNonNull(bundles.get(bundle))) {
      for (String needed : script.needs()) {
        Bundle other = Bundle.of(needed);
        if (other != bundle && needs.add(other)) {
          needs.addAll(needs(other));
        }
      }
    }
    return needs;
  }

  /// The file of a bundle, beside which those of others are.
  String file(Bundle bundle) {
    List<Script> members = Objects.requireNonNull(bundles.get(bundle));
    StringBuilder file = new StringBuilder();
    for (Bundle other : needs(bundle)) {
      file.append("import { ").append(String.join(", ", taken(members, other)));
      file.append(" } from './").append(other.file()).append("';\n");
    }
    for (Script script : members) {
      file.append("const ").append(script.name()).append(" = (() => {\n");
      file.append(script.body()).append("})();\n");
    }
    String names = members.stream().map(Script::name).collect(Collectors.joining(", "));
    return file.append("export { ").append(names).append(" };\n").toString();
  }

  /// A module that gives what one of them gives, for those who know it by its own address.
  ///
  /// @param folder how the folder of the bundles is called from there
  String door(String path, String folder) {
    Bundle bundle = Bundle.of(path);
    StringBuilder door = new StringBuilder();
    // All at once, not one behind the other.
    needs(bundle).forEach(other -> door.append("import '" + folder + other.file() + "';\n"));
    String name = Script.name(path);
    door.append("import { " + name + " } from '" + folder + bundle.file() + "';\n");
    List<String> inside = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    for (String export : exports(path)) {
      inside.add(export + ": e" + inside.size());
      outside.add("e" + outside.size() + " as " + export);
    }
    door.append("const { " + String.join(", ", inside) + " } = " + name + ";\n");
    door.append("export { " + String.join(", ", outside) + " };\n");
    return door.toString();
  }

  /// The paths of all modules.
  Set<String> paths() {
    return Set.copyOf(ordered);
  }

  private void read(String path) {
    if (!scripts.containsKey(path)) {
      Script script = new ScriptReader(path, Lean.of(sources.apply(path))).read();
      scripts.put(path, script);
      script.needs().forEach(this::read);
    }
  }

  private void order(String path, Set<String> above) {
    if (!above.add(path)) {
      throw new IllegalArgumentException(path + ": imports itself (by " + above + ")");
    }
    if (!ordered.contains(path)) {
      script(path).imports().sequencedKeySet().forEach(needed -> order(needed, above));
      ordered.add(path);
    }
    above.remove(path);
  }

  private Script script(String path) {
    return Objects.requireNonNull(scripts.get(path));
  }

  /// Whether what it takes is there.
  private void check(Script script) {
    script
        .imports()
        .forEach((from, names) -> {
          if (!exports(from).containsAll(names)) {
            throw new IllegalArgumentException(
                script.path()
                    + ": "
                    + names
                    + " of "
                    + from
                    + " (expected: of "
                    + exports(from)
                    + ")");
          }
        });
    for (String needed : script.needs()) {
      if (Bundle.of(needed).compareTo(Bundle.of(script.path())) > 0) {
        throw new IllegalArgumentException(
            script.path() + ": needs " + needed + " (expected: of a bundle before its own)");
      }
    }
  }

  private Set<String> exports(String path) {
    Set<String> all = new HashSet<>(script(path).exports());
    script(path).passed().forEach(other -> all.addAll(exports(other)));
    return new TreeSet<>(all);
  }

  private static Set<String> taken(List<Script> members, Bundle of) {
    return members.stream()
        .flatMap(script -> script.needs().stream())
        .filter(needed -> Bundle.of(needed) == of)
        .map(Script::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
