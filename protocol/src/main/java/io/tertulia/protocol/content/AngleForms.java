package io.tertulia.protocol.content;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Step 2: `<url|label>`, `<actionlink:name?k=v|label>` and `<actionbutton:name?k=v|label>`, each
/// on one line.
///
/// What is between `<` and `|` ends at the next `<`, so that it is looked at once; where labels end
/// is remembered.
final class AngleForms {
  private static final String ACTION_LINK = "actionlink:";
  private static final String ACTION_BUTTON = "actionbutton:";

  private final Draft source;
  private int labelEnd = -1;

  private AngleForms(Draft source) {
    this.source = source;
  }

  static Draft cut(Draft source) {
    AngleForms forms = new AngleForms(source);
    Draft result = new Draft();
    int copied = 0;
    int i = 0;
    while (i < source.length()) {
      TextNode form = source.at(i) == '<' ? forms.at(i) : null;
      if (form == null) {
        i++;
      } else {
        result.addFrom(source, copied, i);
        result.add(form);
        i = forms.labelEnd + 1;
        copied = i;
      }
    }
    result.addFrom(source, copied, source.length());
    return result;
  }

  private @Nullable TextNode at(int open) {
    int bar = targetEnd(open + 1);
    if (bar == source.length() || source.at(bar) != '|' || !findLabelEnd(bar + 1)) {
      return null;
    }
    Function<List<TextNode>, TextNode> form = form(source.substring(open + 1, bar));
    if (form == null) {
      return null;
    }
    List<TextNode> label = Emphasis.nodes(source.part(bar + 1, labelEnd));
    return isBlank(label) ? null : form.apply(label);
  }

  private static boolean isBlank(List<TextNode> label) {
    return label.stream().allMatch(n -> n instanceof Text text && Characters.isBlank(text.value()));
  }

  private int targetEnd(int start) {
    int i = start;
    while (i < source.length() && !LinkTarget.endsAt(source.at(i))) {
      i++;
    }
    return i;
  }

  /// Finds the `>` on this line; says whether there is one.
  private boolean findLabelEnd(int start) {
    if (labelEnd < start) {
      labelEnd = start;
      while (labelEnd < source.length()
          && source.at(labelEnd) != '>'
          && source.at(labelEnd) != '\n') {
        labelEnd++;
      }
    }
    return labelEnd < source.length() && source.at(labelEnd) == '>';
  }

  /// What makes a node of a label; null when the target is none. Comes before the label, which may
  /// be long.
  private static @Nullable Function<List<TextNode>, TextNode> form(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith(ACTION_BUTTON)) {
      return action(target.substring(ACTION_BUTTON.length()), ActionButton::new);
    }
    if (lower.startsWith(ACTION_LINK)) {
      return action(target.substring(ACTION_LINK.length()), ActionLink::new);
    }
    return LinkTarget.isAllowed(target) ? label -> new Link(target, label) : null;
  }

  private static @Nullable Function<List<TextNode>, TextNode> action(String target, Action action) {
    int question = target.indexOf('?');
    String name = question < 0 ? target : target.substring(0, question);
    Optional<Map<String, String>> params =
        ActionWords.decode(question < 0 ? "" : target.substring(question + 1));
    return ActionWords.isName(name) && params.isPresent()
        ? label -> action.of(name, params.get(), label)
        : null;
  }

  private interface Action {
    TextNode of(String name, Map<String, String> params, List<TextNode> label);
  }
}
