package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.SafeText;
import io.tertulia.protocol.file.FileKind;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Carries out what is typed: commands begin with a slash, everything else is said.
final class Typist {
  static final String OLDER = "/older";
  static final String REACT = "/react";
  static final String UPLOAD = "/upload";
  static final String CANCEL = "/cancel";
  static final String HELP = "/help";
  static final String QUIT = "/quit";

  private static final String AS_VOICE = "--voice";
  private static final Pattern QUOTED = Pattern.compile("^(['\"])(.+)\\1$");

  private final Desk desk;
  private final Room room;

  Typist(Desk desk, Room room) {
    this.desk = desk;
    this.room = room;
  }

  /// Returns when it was told to quit, or nothing more comes.
  ///
  /// @return whether it was told to
  boolean type() throws InterruptedException {
    for (@Nullable String line = desk.read(); line != null; line = desk.read()) {
      if (line.strip().equals(QUIT)) {
        return true;
      }
      carryOut(line);
    }
    return false;
  }

  private void carryOut(String line) throws InterruptedException {
    String command = line.strip();
    if (command.isEmpty()) {
      return;
    }
    if (command.startsWith("//")) {
      room.say(command.substring(1));
    } else if (!command.startsWith("/")) {
      room.say(line);
    } else if (command.equals(OLDER)) {
      room.older();
    } else if (command.startsWith(REACT + " ")) {
      room.react(command.substring(REACT.length()).strip());
    } else if (command.equals(REACT)) {
      desk.warn(REACT + ": no emoji (expected: one, such as /react \uD83D\uDC4D)");
    } else if (command.startsWith(UPLOAD + " ")) {
      upload(command.substring(UPLOAD.length()).strip());
    } else if (command.equals(UPLOAD)) {
      desk.warn(UPLOAD + ": no file (expected: its path, such as /upload photo.jpg)");
    } else if (command.equals(CANCEL)) {
      if (!room.cancel()) {
        desk.warn(CANCEL + ": no upload is under way");
      }
    } else if (command.equals(HELP)) {
      help();
    } else {
      desk.warn(
          SafeText.excerpt(command.split("\\s", 2)[0], 40)
              + ": unknown command (expected: /older, /react, /upload, /cancel, /quit or /help;"
              + " //TEXT says /TEXT)");
    }
  }

  private void upload(String words) throws InterruptedException {
    boolean voice = words.startsWith(AS_VOICE + " ");
    String given = voice ? words.substring(AS_VOICE.length()).strip() : words;
    // A file that is dragged into a terminal comes in quotes.
    String path = QUOTED.matcher(given).replaceFirst("$2");
    try {
      Outgoing file = Outgoing.of(path, voice ? FileKind.VOICE : null);
      room.upload(file);
    } catch (IOException e) {
      desk.warn(SafeText.line(String.valueOf(e.getMessage())));
    }
  }

  private void help() {
    desk.warn("/older                 shows older messages");
    desk.warn("/react EMOJI           reacts to the last message, or takes that back");
    desk.warn("/upload FILE           uploads a file and sends it");
    desk.warn("/upload --voice FILE   does so with a recording of yourself");
    desk.warn("/cancel                stops what is being uploaded; so does Ctrl-C");
    desk.warn("/quit                  leaves the chat; so does Ctrl-D");
    desk.warn("//TEXT                 says /TEXT");
  }
}
