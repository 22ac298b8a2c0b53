package io.tertulia.bench.subject;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Who and what is in an app before anything is measured: people `u0`, `u1` …, and conversations
/// `c0`, `c1` … with messages of some days ago, all of them read.
public final class Cast {
  /// Long ago, and the same in each run.
  private static final long BEGIN = 1_790_000_000_000L;

  /// What is later by so much than the least message; conversations with low numbers are the most
  /// recent ones.
  private static final long LATEST = 10_000_000;

  private static final String TIMES =
      ",\"joinedAt\":" + BEGIN + ",\"readUntil\":" + (BEGIN + 1_000_000_000L) + "}\n";
  private static final String TEXT =
      "Tea at five, or rather at six, when everybody is back from the market with bread and plums,"
          + " and the lamp in the kitchen is lit again, as it was before the storm came over the"
          + " hill to us";

  private final int people;
  private final List<Room> rooms = new ArrayList<>();

  /// @param people how many
  public Cast(int people) {
    this.people = people;
  }

  private record Room(List<Integer> members, int messages) {}

  /// Adds a conversation.
  ///
  /// @param messages that are in it already, from its first member
  public Cast room(int messages, List<Integer> members) {
    rooms.add(new Room(List.copyOf(members), messages));
    return this;
  }

  /// Adds conversations, each with those members.
  public Cast rooms(int count, int messages, IntFunction<List<Integer>> members) {
    for (int room = 0; room < count; room++) {
      var _ = room(messages, members.apply(room));
    }
    return this;
  }

  /// An id of somebody.
  public static String user(int number) {
    return "u" + number;
  }

  /// The number of somebody.
  public static int number(String user) {
    return Integer.parseInt(user.substring(1));
  }

  /// An id of a conversation, in the order in which they were added.
  public static String conversation(int number) {
    return "c" + number;
  }

  Path write(Path file, String app) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"type\":\"tertulia\",\"version\":1,\"app\":\"" + app + "\"}\n");
      for (int user = 0; user < people; user++) {
        out.write(
            "{\"type\":\"user\",\"id\":\"u%d\",\"name\":\"Person %d\",\"role\":\"default\",\"createdAt\":%d}\n"
                .formatted(user, user, BEGIN));
      }
      for (int room = 0; room < rooms.size(); room++) {
        write(out, room, rooms.get(room));
      }
    }
    return file;
  }

  private static void write(BufferedWriter out, int number, Room room) throws IOException {
    out.write(
        "{\"type\":\"conversation\",\"id\":\"c%d\",\"createdAt\":%d}\n".formatted(number, BEGIN));
    for (int message = 0; message < room.messages(); message++) {
      out.write("{\"type\":\"message\",\"conversation\":\"c");
      out.write(Integer.toString(number));
      out.write("\",\"id\":\"m");
      out.write(number + "x" + message);
      out.write("\",\"createdAt\":");
      out.write(Long.toString(BEGIN + LATEST - number + 1_000L * message));
      out.write(",\"sender\":\"u");
      out.write(room.members().getFirst().toString());
      out.write("\",\"origin\":\"web\",\"text\":\"");
      out.write(TEXT);
      out.write("\"}\n");
    }
    for (int member : room.members()) {
      out.write("{\"type\":\"member\",\"conversation\":\"c");
      out.write(Integer.toString(number));
      out.write("\",\"user\":\"u");
      out.write(Integer.toString(member));
      out.write("\",\"access\":\"ReadWrite\",\"notify\":true");
      out.write(TIMES);
    }
  }
}
