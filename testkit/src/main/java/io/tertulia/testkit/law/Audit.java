package io.tertulia.testkit.law;

import io.tertulia.protocol.json.Fields;
import io.tertulia.testkit.Backend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares what senders were told with what the server has: nothing lost, nothing twice, what one
/// session sent in the order in which it was sent, and files for as long as messages name them.
final class Audit {
  private static final int PAGE = 100;
  private static final Pattern TEXT =
      Pattern.compile("s(\\d+)x(\\d+)(?: " + Pattern.quote(Leak.ADDRESS) + ")?");

  private final World world;

  Audit(World world) {
    this.world = world;
  }

  /// @throws Breach when a message is lost, is there twice, is out of order, or a file is not as it
  ///   should be
  void hold() {
    List<Fields> everything = new ArrayList<>();
    for (int place = 0; place < World.CONVERSATIONS; place++) {
      List<Fields> stored = stored(place);
      everything.addAll(stored);
      Set<String> ids = new HashSet<>();
      for (Fields message : stored) {
        if (!ids.add(message.text("id"))) {
          throw new Breach(World.place(place) + " has twice: " + message.json().toText());
        }
      }
      mustBeOrdered(place, stored);
      if (!world.ledger().isRazed(place)) {
        for (Ledger.Sent sent : world.ledger().kept(place)) {
          if (!world.ledger().isErased(author(sent)) && !ids.contains(sent.id())) {
            throw new Breach(World.place(place) + " has lost " + sent);
          }
        }
      }
    }
    new Keeping(world).hold(everything);
  }

  /// Sends count up. Looks from the newest to the oldest.
  private void mustBeOrdered(int place, List<Fields> stored) {
    Map<String, Integer> last = new HashMap<>();
    for (Fields message : stored) {
      Matcher text = TEXT.matcher(message.textOr("text", ""));
      if (text.matches()) {
        int number = Integer.parseInt(text.group(2));
        Integer newer = last.put(text.group(1), number);
        String author = world.device(Integer.parseInt(text.group(1))).userId();
        if (newer != null && newer <= number && world.ledger().isSettled(place, author)) {
          throw new Breach(
              "send "
                  + number
                  + " is stored before, or twice as, send "
                  + newer
                  + " of device "
                  + text.group(1)
                  + ": "
                  + stored.stream()
                      .map(m -> m.textOr("text", "") + "@" + m.integer("createdAt"))
                      .toList());
        }
      }
    }
  }

  private String author(Ledger.Sent sent) {
    return world.device(sent.device()).userId();
  }

  private List<Fields> stored(int place) {
    List<Fields> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after = all.isEmpty() ? "" : "&startingAfter=" + all.getLast().text("id");
      Backend.Answer answer =
          world
              .people()
              .backend()
              .get("conversations", World.place(place), "messages", "?limit=" + PAGE + after);
      if (answer.status() == 404) {
        return all;
      }
      List<Fields> page =
          Fields.of(answer.orThrow().body(), "").objects("data", message -> message);
      all.addAll(page);
      more = page.size() == PAGE;
    }
    return all;
  }
}
