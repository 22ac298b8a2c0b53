package io.tertulia.cli.chat;

import io.tertulia.cli.terminal.Gauge;
import io.tertulia.cli.terminal.SafeText;
import io.tertulia.client.FewTyping;
import io.tertulia.client.ManyTyping;
import io.tertulia.client.MessageSnapshot;
import io.tertulia.client.ReferencedMessageSnapshot;
import io.tertulia.client.TypingSnapshot;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.content.AudioBlock;
import io.tertulia.protocol.content.ContentBlock;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.ImageBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.UnknownBlock;
import io.tertulia.protocol.content.VideoBlock;
import io.tertulia.protocol.content.VoiceBlock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// What happened, in lines. For one thread, as it remembers the day that was shown last.
final class Wording {
  private static final int EXCERPT = 40;
  private static final String INDENT = "      ";
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle FAINT = PLAIN.faint();
  private static final int[] COLOURS = {
    AttributedStyle.CYAN,
    AttributedStyle.GREEN,
    AttributedStyle.MAGENTA,
    AttributedStyle.BLUE,
    AttributedStyle.YELLOW,
    AttributedStyle.RED
  };
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final ZoneId zone;
  private final boolean dated;
  private LocalDate shown;

  /// @param zone in which times are told
  /// @param dated whether each line tells its day; otherwise a line between days does
  /// @param today not told
  Wording(ZoneId zone, boolean dated, LocalDate today) {
    this.zone = zone;
    this.dated = dated;
    this.shown = today;
  }

  /// The lines that tell what happened.
  List<AttributedString> lines(Happening happening) {
    return switch (happening) {
      case Happening.Begun begun -> messages(begun.messages());
      case Happening.Older older -> messages(older.messages());
      case Happening.Said said -> messages(List.of(said.message()));
      case Happening.Edited(MessageSnapshot before, MessageSnapshot after) ->
          List.of(
              afterwards(after, " changed ", quoted(plain(before.content())), " to: ")
                  .append(SafeText.block(plain(after.content()), INDENT))
                  .toAttributedString());
      case Happening.Reacted(MessageSnapshot message) ->
          List.of(
              begin(message.createdAt())
                  .append("* ")
                  .styled(FAINT, quoted(plain(message.content())))
                  .append(reactions(message, " has no reactions"))
                  .toAttributedString());
      case Happening.Deleted(MessageSnapshot message) ->
          List.of(
              afterwards(message, " deleted ", quoted(plain(message.content())), "")
                  .toAttributedString());
      case Happening.Outside outside ->
          List.of(
              new AttributedString(
                  "-- You take no part in this conversation any more, or it is gone.", FAINT));
    };
  }

  /// Who else is typing, in one line; empty when nobody is.
  static String typing(@Nullable TypingSnapshot now) {
    return switch (now) {
      case null -> "";
      case ManyTyping many -> "Many are typing ...";
      case FewTyping few when few.users().isEmpty() -> "";
      case FewTyping few -> {
        List<String> names =
            few.users().stream().map(user -> SafeText.excerpt(user.name(), EXCERPT)).toList();
        String all =
            names.size() == 1
                ? names.getFirst() + " is"
                : String.join(", ", names.subList(0, names.size() - 1))
                    + " and "
                    + names.getLast()
                    + " are";
        yield all + " typing ...";
      }
    };
  }

  private List<AttributedString> messages(List<MessageSnapshot> messages) {
    List<AttributedString> lines = new ArrayList<>();
    for (MessageSnapshot message : messages) {
      LocalDate day = at(message.createdAt()).toLocalDate();
      if (!dated && !day.equals(shown)) {
        lines.add(new AttributedString("-- " + day, FAINT));
        shown = day;
      }
      lines.add(message(message));
    }
    return lines;
  }

  private AttributedString message(MessageSnapshot message) {
    AttributedStringBuilder line = begin(message.createdAt());
    UserSnapshot sender = message.sender();
    if (sender == null) {
      line.append("-- ");
    } else if ("action".equals(message.custom().get("kind"))) {
      line.append("* ");
      name(line, sender);
      line.append(" ");
    } else {
      name(line, sender);
      answered(line, message.referencedMessage());
      line.append(": ");
    }
    return line.append(SafeText.block(plain(message.content()), INDENT))
        .append(reactions(message, ""))
        .toAttributedString();
  }

  /// How often each emoji was used.
  private static String reactions(MessageSnapshot message, String none) {
    return message.reactions().isEmpty()
        ? none
        : message.reactions().stream()
            .map(reaction -> SafeText.line(reaction.emoji()) + " " + reaction.count())
            .collect(Collectors.joining(", ", " [", "]"));
  }

  private static void answered(
      AttributedStringBuilder line, @Nullable ReferencedMessageSnapshot answered) {
    if (answered != null) {
      String what =
          SafeText.line(answered.sender().name()) + " " + quoted(plain(answered.content()));
      line.styled(FAINT, " (answers " + what + ")");
    }
  }

  private AttributedStringBuilder afterwards(
      MessageSnapshot message, String verb, String what, String rest) {
    AttributedStringBuilder line = begin(message.createdAt()).append("* ");
    UserSnapshot sender = message.sender();
    if (sender == null) {
      line.append("--");
    } else {
      name(line, sender);
    }
    return line.append(verb).styled(FAINT, what).append(rest);
  }

  private AttributedStringBuilder begin(Instant time) {
    return new AttributedStringBuilder()
        .styled(FAINT, at(time).format(dated ? DATE_TIME : TIME))
        .append(" ");
  }

  private ZonedDateTime at(Instant time) {
    return time.atZone(zone);
  }

  private static void name(AttributedStringBuilder line, UserSnapshot user) {
    int colour = COLOURS[Math.floorMod(user.id().hashCode(), COLOURS.length)];
    line.styled(PLAIN.foreground(colour), SafeText.line(user.name()));
  }

  private static String quoted(String text) {
    return "\"" + SafeText.excerpt(text, EXCERPT) + "\"";
  }

  private static String plain(List<ContentBlock> content) {
    return String.join("\n", content.stream().map(Wording::plain).toList());
  }

  private static String plain(ContentBlock block) {
    return switch (block) {
      case TextBlock text -> text.toPlaintext();
      case FileBlock file -> file(file);
      case LocationBlock place -> "[place " + place.latitude() + ", " + place.longitude() + "]";
      case UnknownBlock unknown -> "[something that this version cannot show]";
    };
  }

  private static String file(FileBlock file) {
    String kind =
        switch (file) {
          case ImageBlock image -> "picture" + pixels(image.width(), image.height());
          case VideoBlock video ->
              "video" + pixels(video.width(), video.height()) + time(video.duration());
          case AudioBlock audio -> "sound" + time(audio.duration());
          case VoiceBlock voice -> "voice note" + time(voice.duration());
          case GenericFileBlock generic -> "file";
        };
    return "[%s: %s, %s, %s]"
        .formatted(kind, file.filename(), Gauge.bytes(file.size()), file.url());
  }

  private static String pixels(@Nullable Integer width, @Nullable Integer height) {
    return width == null || height == null ? "" : " " + width + " x " + height;
  }

  private static String time(@Nullable Duration duration) {
    return duration == null
        ? ""
        : " %d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
