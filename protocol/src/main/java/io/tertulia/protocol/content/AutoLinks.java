package io.tertulia.protocol.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Step 5: web addresses, mail addresses and phone numbers in a line become links; the leftmost
/// first.
final class AutoLinks {

  /// Recognises one kind of link. Asked from left to right, it looks at no stretch twice in vain.
  interface Finder {
    /// The link that begins here, whose text is what stands here; null when there is none.
    @Nullable AutoLink at(int start);
  }

  private AutoLinks() {}

  static Draft cut(Draft line) {
    List<Finder> finders = finders(line);
    Draft result = new Draft();
    int copied = 0;
    int i = 0;
    while (i < line.length()) {
      AutoLink link = find(finders, i);
      if (link == null) {
        i++;
      } else {
        result.addFrom(line, copied, i);
        result.add(link);
        i += link.text().length();
        copied = i;
      }
    }
    result.addFrom(line, copied, line.length());
    return result;
  }

  /// What finds links in a line; used once.
  static List<Finder> finders(Draft line) {
    return List.of(
        new UrlFinder(line), new MailFinder(line), new HostFinder(line), new PhoneFinder(line));
  }

  /// The link that begins there; null when there is none.
  static @Nullable AutoLink find(List<Finder> finders, int start) {
    for (Finder finder : finders) {
      AutoLink link = finder.at(start);
      if (link != null) {
        return link;
      }
    }
    return null;
  }
}
