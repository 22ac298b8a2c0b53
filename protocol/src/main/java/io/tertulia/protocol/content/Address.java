package io.tertulia.protocol.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A web address, mail address or phone number that stands in a text.
///
/// @param start where it begins in the text
/// @param end where it ends in the text; exclusive
/// @param target for comparison: the host in lower case and ASCII form, the mail address in lower
///   case, or the digits of the number with the leading `+`
public record Address(Kind kind, int start, int end, String target) {
  public enum Kind {
    SITE,
    MAIL,
    PHONE
  }

  /// All addresses in a plain text, by the rules by which the parser makes links of them: in order,
  /// none inside another. Takes time in proportion to the text.
  public static List<Address> in(String text) {
    Draft line = new Draft();
    line.add(text);
    List<AutoLinks.Finder> finders = AutoLinks.finders(line);
    List<Address> found = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      AutoLink link = AutoLinks.find(finders, i);
      if (link == null) {
        i++;
      } else {
        found.add(of(link, i));
        i += link.text().length();
      }
    }
    return found;
  }

  /// The address of a link whose text begins there.
  public static Address of(AutoLink link, int start) {
    int end = start + link.text().length();
    String url = link.url();
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mailto:")) {
      return new Address(Kind.MAIL, start, end, lower.substring("mailto:".length()));
    }
    if (lower.startsWith("tel:")) {
      String number = PhoneNumber.dialled(url.substring("tel:".length()));
      return new Address(Kind.PHONE, start, end, number == null ? url : number);
    }
    SiteAddress site = SiteAddress.parse(url);
    return new Address(Kind.SITE, start, end, site == null ? lower : site.host());
  }
}
