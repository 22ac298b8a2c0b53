package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.SafeText;
import io.tertulia.client.TypingSnapshot;
import org.jspecify.annotations.Nullable;

/// Tells what a room says to the one at the desk.
final class Voice implements Room.Listener {
  private final Desk desk;
  private final Wording wording;
  private String typing = "";
  private String uploading = "";

  Voice(Desk desk, Wording wording) {
    this.desk = desk;
    this.wording = wording;
  }

  @Override
  public void happened(Happening happening) {
    switch (happening) {
      case Happening.Begun begun -> {
        desk.hint(
            begun.all() ? "-- the beginning" : "-- " + Typist.OLDER + " shows what was before");
        show(happening);
      }
      case Happening.Older older when older.messages().isEmpty() -> desk.hint("-- the beginning");
      case Happening.Older older -> {
        int count = older.messages().size();
        desk.hint(older.all() ? "-- the beginning" : "-- " + count + " older messages");
        show(happening);
        desk.hint("-- back to now");
      }
      case Happening.Said said -> show(happening);
      case Happening.Edited edited -> show(happening);
      case Happening.Reacted reacted -> show(happening);
      case Happening.Deleted deleted -> show(happening);
      case Happening.Outside outside -> show(happening);
    }
  }

  @Override
  public void unsent(String text, String why) {
    desk.warn("not sent: \"" + SafeText.excerpt(text, 40) + "\": " + SafeText.line(why));
  }

  @Override
  public void lost() {
    desk.warn("The server is lost: reconnecting ... What you say goes out when it is back.");
  }

  @Override
  public void found() {
    desk.warn("The server is back.");
  }

  @Override
  public synchronized void typing(@Nullable TypingSnapshot now) {
    typing = Wording.typing(now);
    showBelow();
  }

  @Override
  public synchronized void uploading(String line) {
    uploading = line;
    showBelow();
  }

  @Override
  public void over() {
    desk.wake();
  }

  private void showBelow() {
    desk.show(
        uploading.isEmpty() || typing.isEmpty()
            ? uploading + typing
            : uploading + "  |  " + typing);
  }

  private void show(Happening happening) {
    wording.lines(happening).forEach(desk::print);
  }
}
