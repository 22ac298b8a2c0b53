package io.tertulia.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.dialect.Dialects;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.content.ActionButton;
import io.tertulia.protocol.content.ActionLink;
import io.tertulia.protocol.content.FileBlock;
import io.tertulia.protocol.content.Link;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the server describes is what is said: exactly the frames of the transcripts, and those that
/// the codec writes and reads.
class DescribedFramesTest {
  private static final int FRAMES = 1_500;
  private static final Json NOTHING = Json.object().build();

  /// What only the app itself may send, and what is sent by its token alone.
  private static final Set<Class<?>> NOT_SENT =
      Set.of(Link.class, ActionLink.class, ActionButton.class, FileBlock.class);

  private static DescribedFrames described;
  private static DescribedFrames readAsDraft7;
  private static List<Transcripts.Said> played;

  @BeforeAll
  static void read() throws Exception {
    Json.Obj document = DescribedFrames.describedBy(TestServer.shared());
    described = DescribedFrames.of(document);
    readAsDraft7 = new DescribedFrames(document, Dialects.getDraft7());
    played = Transcripts.all();
  }

  @Test
  void every_frame_of_every_transcript_is_described() {
    assertThat(played.size()).isGreaterThan(250);
    for (Transcripts.Said said : played) {
      if (said.isMeant()) {
        assertDescribed(said.byClient(), said.frame());
      } else {
        assertThat(described.wrongOfClients(said.frame())).isNotEmpty();
      }
    }
  }

  @Test
  void frames_are_answered_by_those_that_are_described_as_answers() {
    Json.Obj operations = DescribedFrames.object(described.document(), "operations");
    List<String> told = DescribedFrames.named(DescribedFrames.object(operations, "tell"));
    Map<String, List<String>> answers = new HashMap<>();
    for (Transcripts.Said said : played) {
      String type = type(said.frame());
      Json id = said.frame().get("id");
      String request = said.line() + (id == null ? "" : " " + id.toText());
      if (said.byClient()) {
        answers.put(request, answers(operations, type));
      } else if (id != null || type.equals("welcome")) {
        assertThat(answers.remove(request)).as(said.toString()).contains(type);
      } else {
        assertThat(told).contains(type);
      }
    }
  }

  @Test
  void whatever_a_client_can_write_is_described_and_read_back() {
    RandomValues values = new RandomValues(1, NOT_SENT);
    for (int i = 0; i < FRAMES; i++) {
      ClientFrame frame = ofClient(values, i);
      assertThat(ClientFrame.read(frame.json())).isEqualTo(frame);
      assertDescribed(true, frame.json());
    }
  }

  @Test
  void whatever_a_server_can_write_is_described_and_read_back() {
    RandomValues values = new RandomValues(2, Set.of());
    for (int i = 0; i < FRAMES; i++) {
      ServerFrame frame = values.of(ServerFrame.class);
      assertThat(ServerFrame.read(frame.json())).isEqualTo(frame);
      assertDescribed(false, frame.json());
    }
  }

  @Test
  void what_is_one_member_off_a_transcript_is_described_only_if_the_codec_knows_it() {
    Set<String> shapes = new HashSet<>();
    int refused = 0;
    for (Transcripts.Said said : played) {
      if (said.isMeant() && shapes.add(said.byClient() + shape(said.frame()))) {
        for (Mutant mutant : Mutant.of(said.frame())) {
          refused += look(said.byClient(), said.frame(), mutant);
        }
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }

  @Test
  void what_is_one_member_off_a_random_frame_is_described_only_if_the_codec_knows_it() {
    RandomValues ofClients = new RandomValues(3, NOT_SENT);
    RandomValues ofServer = new RandomValues(4, Set.of());
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < FRAMES; i++) {
      boolean byClient = i % 2 == 0;
      Json frame =
          byClient ? ofClient(ofClients, i / 2).json() : ofServer.of(ServerFrame.class).json();
      List<Mutant> mutants = Mutant.of(frame);
      for (int j = 0; j < 5; j++) {
        refused += look(byClient, frame, mutants.get(random.nextInt(mutants.size())));
      }
    }
    assertThat(refused).isGreaterThan(FRAMES);
  }

  @Test
  void every_member_that_is_described_is_shown_by_some_frame() throws Exception {
    Set<String> shown = new TreeSet<>();
    for (Transcripts.Said said : played) {
      shown.addAll(described.shown(said.byClient(), said.frame()));
    }
    RandomValues ofClients = new RandomValues(6, NOT_SENT);
    RandomValues ofServer = new RandomValues(7, Set.of());
    for (int i = 0; i < FRAMES; i++) {
      shown.addAll(described.shown(true, ofClient(ofClients, i).json()));
      shown.addAll(described.shown(false, ofServer.of(ServerFrame.class).json()));
    }
    for (Json example : described.examples("do")) {
      shown.addAll(described.shown(true, example));
    }
    assertThat(members()).isNotEmpty().filteredOn(member -> !shown.contains(member)).isEmpty();
  }

  @Test
  void a_frame_shows_its_own_members_alone() throws Exception {
    Json renew = new ClientFrame.Renew(1, "a.b.c").json();
    assertThat(described.shown(true, renew))
        .containsExactly(
            "/components/schemas/Renew/properties/id",
            "/components/schemas/Renew/properties/token",
            "/components/schemas/Renew/properties/type");
  }

  /// A frame of a client; as there are many commands, contents and queries, more of these.
  private static ClientFrame ofClient(RandomValues values, int i) {
    return switch (i % 6) {
      case 0 -> values.of(ClientFrame.class);
      case 1, 2 -> new ClientFrame.Do(i, values.of(Command.class));
      case 3, 4 -> new ClientFrame.Do(i, values.of(Command.SendMessage.class));
      default -> new ClientFrame.Ask(i, values.of(Query.class));
    };
  }

  /// What may answer a frame of that type; one that is none is refused.
  private static List<String> answers(Json.Obj operations, String type) {
    Json.Obj operation = DescribedFrames.object(operations, type);
    if (operation == null) {
      return List.of("refused");
    }
    Json.Obj reply = DescribedFrames.object(operation, "reply");
    return reply == null ? List.of() : DescribedFrames.named(reply);
  }

  /// Every member of every schema.
  private static List<String> members() {
    List<String> members = new ArrayList<>();
    Json.Obj components = DescribedFrames.object(described.document(), "components");
    DescribedFrames.object(components, "schemas")
        .members()
        .forEach((name, schema) -> {
          if (((Json.Obj) schema).get("properties") instanceof Json.Obj properties) {
            String at = "/components/schemas/" + name + "/properties/";
            properties.members().keySet().forEach(member -> members.add(at + member));
          }
        });
    return members;
  }

  private static void assertDescribed(boolean byClient, Json frame) {
    for (DescribedFrames by : List.of(described, readAsDraft7)) {
      assertThat(byClient ? by.wrongOfClients(frame) : by.wrongOfServer(frame))
          .as(frame.toText())
          .isEmpty();
    }
  }

  /// Compares what the schemas say of a mutant with what the codec does; 1 if both refuse it.
  private static int look(boolean byClient, Json frame, Mutant mutant) {
    boolean isDescribed =
        (byClient
                ? described.wrongOfClients(mutant.json())
                : described.wrongOfServer(mutant.json()))
            .isEmpty();
    assertThat(isDescribed)
        .as("%s in %s", mutant.change(), frame.toText())
        .isEqualTo(byClient ? isReadWhole(mutant.json()) : isWritten(mutant.json()));
    return isDescribed ? 0 : 1;
  }

  /// Whether the server reads a frame and every member of it means something.
  private static boolean isReadWhole(Json frame) {
    try {
      return covers(ClientFrame.read(frame).json(), frame);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether the server may write that.
  private static boolean isWritten(Json frame) {
    try {
      return ServerFrame.read(frame).json().equals(frame);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean covers(Json read, Json said) {
    if (read instanceof Json.Obj(Map<String, Json> known)
        && said instanceof Json.Obj(Map<String, Json> members)) {
      return members.entrySet().stream()
          .allMatch(member ->
              known.containsKey(member.getKey())
                  ? covers(known.get(member.getKey()), member.getValue())
                  : member.getValue().equals(NOTHING) && !member.getKey().endsWith("X"));
    }
    if (read instanceof Json.Arr(List<Json> known) && said instanceof Json.Arr(List<Json> items)) {
      return known.size() == items.size()
          && IntStream.range(0, items.size()).allMatch(i -> covers(known.get(i), items.get(i)));
    }
    return true;
  }

  /// Which members a frame has, without what they say.
  private static String shape(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> members) -> {
        StringBuilder shape = new StringBuilder("{");
        members.forEach((name, value) -> shape.append(name).append(shape(value)));
        yield shape.append('}').toString();
      }
      case Json.Arr(List<Json> items) ->
          items.stream().map(DescribedFramesTest::shape).distinct().sorted().toList().toString();
      default -> ".";
    };
  }

  private static String type(Json.Obj frame) {
    return ((Json.Str) frame.get("type")).value();
  }
}
