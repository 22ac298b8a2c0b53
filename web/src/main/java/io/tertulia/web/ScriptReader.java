package io.tertulia.web;

import io.tertulia.web.Tokens.Kind;
import io.tertulia.web.Tokens.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// Reads one module and writes it anew as the body of a function: what it imports becomes constants
/// taken from the objects of other modules, what it exports an object that it returns. So it may
/// export constants only, not variables that change; it is refused where it does anything else that
/// would not come out the same.
final class ScriptReader {
  private static final String DEFAULT = "default";
  private static final Set<String> DECLARED = Set.of("class", "const", "function", "async");

  private final String path;
  private final List<Token> tokens;
  private final StringBuilder body = new StringBuilder();
  private final SequencedMap<String, List<String>> imports = new LinkedHashMap<>();
  private final SequencedSet<String> later = new LinkedHashSet<>();
  private final SequencedSet<String> passed = new LinkedHashSet<>();

  /// What is returned: names, each with the expression behind it.
  private final SequencedMap<String, String> exports = new LinkedHashMap<>();

  private int at;
  private int depth;

  /// @param tokens without comments
  ScriptReader(String path, List<Token> tokens) {
    this.path = path;
    this.tokens = tokens;
  }

  Script read() {
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (token.is("import") && !isProperty()) {
        importing();
      } else if (token.is("export") && depth == 0) {
        exporting();
      } else {
        deeper(token);
        body.append(token.text());
        at++;
      }
    }
    List<String> given = new ArrayList<>();
    passed.forEach(other -> given.add("..." + Script.name(other)));
    exports.forEach((name, value) -> given.add(name.equals(value) ? name : name + ": " + value));
    body.append("return { ").append(String.join(", ", given)).append(" };\n");
    return new Script(path, body.toString(), imports, later, exports.keySet(), passed);
  }

  private void deeper(Token token) {
    String text = token.text();
    if (token.kind() == Kind.TEMPLATE) {
      depth += (text.endsWith("${") ? 1 : 0) - (text.startsWith("}") ? 1 : 0);
    } else if (token.is("{") || token.is("(") || token.is("[")) {
      depth++;
    } else if (token.is("}") || token.is(")") || token.is("]")) {
      depth--;
    }
  }

  private boolean isProperty() {
    return at > 0 && tokens.get(at - 1).is(".");
  }

  private void importing() {
    at++;
    if (skip("(")) {
      String from = module();
      expect(")");
      later.add(from);
      body.append("Promise.resolve(").append(Script.name(from)).append(')');
    } else if (skip(".")) {
      expect("meta");
      expect(".");
      expect("url");
      // Its own address, not that of the file which it became a part of.
      body.append("new URL('../").append(path).append("', import.meta.url).href");
    } else if (depth == 0) {
      declared();
    } else {
      throw unknown();
    }
  }

  /// A declaration of what is imported.
  private void declared() {
    if (peek().kind() == Kind.STRING) {
      need(module());
    } else if (skip("*")) {
      expect("as");
      String name = word();
      String from = from();
      body.append("const ").append(name).append(" = ").append(Script.name(from)).append(';');
    } else {
      Map<String, String> names = peek().is("{") ? names() : Map.of(word(), DEFAULT);
      String from = from();
      List<String> taken = new ArrayList<>();
      names.forEach((inside, outside) -> {
        need(from).add(outside);
        taken.add(inside.equals(outside) ? inside : outside + ": " + inside);
      });
      body.append("const { ").append(String.join(", ", taken)).append(" } = ");
      body.append(Script.name(from)).append(';');
    }
    skip(";");
  }

  private void exporting() {
    at++;
    if (skip("*")) {
      String from = from();
      passed.add(from);
      skip(";");
    } else if (peek().is("{")) {
      Map<String, String> names = names();
      if (peek().is("from")) {
        String from = from();
        names.forEach((outside, inside) -> {
          need(from).add(inside);
          exports.put(outside, Script.name(from) + "." + inside);
        });
      } else {
        exports.putAll(names);
      }
      skip(";");
    } else if (DECLARED.contains(peek().text())) {
      int begin = at;
      while (DECLARED.contains(peek().text()) || peek().is("*")) {
        at++;
      }
      String name = word();
      exports.put(name, name);
      for (Token each : tokens.subList(begin, at)) {
        body.append(each.text());
      }
    } else {
      throw unknown();
    }
  }

  /// What is named in braces: by what stands last of each, what stands first.
  private SequencedMap<String, String> names() {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    expect("{");
    while (!skip("}")) {
      String first = word();
      names.put(skip("as") ? word() : first, first);
      skip(",");
    }
    return names;
  }

  private String from() {
    expect("from");
    String from = module();
    need(from);
    return from;
  }

  private List<String> need(String module) {
    return imports.computeIfAbsent(module, from -> new ArrayList<>());
  }

  private String module() {
    Token token = peek();
    at++;
    String named = token.text().substring(1, token.text().length() - 1);
    if (token.kind() != Kind.STRING || !named.startsWith(".")) {
      throw unknown();
    }
    return URI.create(path).resolve(named).getPath();
  }

  private String word() {
    Token token = peek();
    at++;
    if (token.kind() != Kind.WORD) {
      throw unknown();
    }
    return token.text();
  }

  private void expect(String text) {
    if (!skip(text)) {
      throw unknown();
    }
  }

  private boolean skip(String text) {
    overGap();
    boolean found = at < tokens.size() && tokens.get(at).is(text);
    if (found) {
      at++;
    }
    return found;
  }

  /// The next token that says something.
  private Token peek() {
    overGap();
    if (at == tokens.size()) {
      throw unknown();
    }
    return tokens.get(at);
  }

  private void overGap() {
    while (at < tokens.size() && !tokens.get(at).speaks()) {
      at++;
    }
  }

  private IllegalArgumentException unknown() {
    StringBuilder read = new StringBuilder();
    for (Token token : tokens.subList(Math.max(0, at - 12), Math.min(at + 1, tokens.size()))) {
      read.append(token.text());
    }
    return new IllegalArgumentException(
        path + ": " + read + " (expected: an import or export that fits into a bundle)");
  }
}
