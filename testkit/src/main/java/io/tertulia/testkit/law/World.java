package io.tertulia.testkit.law;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import io.tertulia.testkit.Backend;
import io.tertulia.testkit.People;
import io.tertulia.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Where a script is played: an app of its own, its people with their sessions, and what was
/// observed.
final class World implements AutoCloseable {
  /// How many conversations there are, or may come to be.
  static final int CONVERSATIONS = 3;

  /// Who sits at the sessions: one person at two, and one who does not exist at first. Who never
  /// sees an address that somebody else wrote.
  static final String MASKED = "p2";

  private static final AppSettings SETTINGS =
      AppSettings.DEFAULT.withRole(
          "masked",
          Role.read(
              Fields.of(Json.parse("{\"masking\":{\"mode\":\"others\",\"emails\":true}}"), "")));

  private static final List<String> OWNERS = List.of("p0", "p0", "p1", "p2", "p3");

  static final int DEVICES = OWNERS.size();
  private static final int PEOPLE = 4;
  private static final Executor APART = Executors.newVirtualThreadPerTaskExecutor();

  private final Figures figures;
  private final Seating seating;
  private final People people;
  private final List<Device> devices = new ArrayList<>();
  private final Pulse pulse = new Pulse();
  private final Ledger ledger = new Ledger();
  private final Promises promises = new Promises(pulse, ledger::isAnybodyErased);
  private final Papers papers = new Papers();
  private final Set<Inquiry> inquiries = ConcurrentHashMap.newKeySet();
  private final Queue<String> flaws = new ConcurrentLinkedQueue<>();

  World(TestServer server, Seating seating, Figures figures) {
    this.figures = figures;
    this.seating = seating;
    this.people = server.newApp(SETTINGS);
    people.create("p0", "p1", "p2");
    people.backend().put(Json.object().put("role", "masked").build(), "users", MASKED).orThrow();
    people.conversation(place(0), "p0", "p1", "p2");
    people.conversation(place(1), "p0");
    for (String owner : OWNERS) {
      devices.add(new Device(devices.size(), owner, people.scissors(), this::sit));
    }
    // Nobody knows when this one comes to be.
    for (int place = 0; place < CONVERSATIONS; place++) {
      ledger.unsettle(place, "p3");
    }
  }

  static String place(int number) {
    return "c" + number;
  }

  static String person(int pick) {
    return "p" + pick % PEOPLE;
  }

  List<Device> devices() {
    return devices;
  }

  Device device(int number) {
    return devices.get(number);
  }

  People people() {
    return people;
  }

  Figures figures() {
    return figures;
  }

  Pulse pulse() {
    return pulse;
  }

  Promises promises() {
    return promises;
  }

  Ledger ledger() {
    return ledger;
  }

  /// Which files were uploaded.
  Papers papers() {
    return papers;
  }

  /// What was searched for, to be compared with what is there.
  Set<Inquiry> inquiries() {
    return inquiries;
  }

  /// Something was seen that may not be.
  void flaw(String what) {
    flaws.add(what);
    pulse.beat();
  }

  /// Throws when something was seen that may not be.
  void mustBeFlawless() {
    String first = flaws.peek();
    if (first != null) {
      throw new Breach(first);
    }
  }

  /// Opens a session for a device, which may end only when its person is erased.
  private Seat sit(Device device) {
    return seating.sit(
        people,
        device.userId(),
        device.scissors().uri(),
        (code, error) -> {
          if (code == ErrorCode.SESSION_CLOSED && ledger.isErased(device.userId())) {
            device.ended();
          } else {
            flaw(device + ": the session ended with " + error);
          }
        });
  }

  /// Sees to it that everybody has a session; says whether somebody had none any more.
  boolean revive() {
    boolean anew = false;
    for (Device device : devices) {
      anew |= device.begunAnew();
    }
    return anew;
  }

  /// Lets the app's own server do something meanwhile; it may be refused, but must not fail.
  void app(Step step, Supplier<Backend.Answer> call) {
    promises.add(
        step.toString(),
        CompletableFuture.supplyAsync(call, APART)
            .thenAccept(answer -> {
              if (answer.status() >= 500 && !isInTheWay(answer)) {
                flaw(step + ": " + answer);
              }
            }));
  }

  /// Nobody is created while one of that id is being erased.
  private static boolean isInTheWay(Backend.Answer answer) {
    return answer.status() == 503 && answer.body().toText().contains("is being erased");
  }

  @Override
  public void close() {
    devices.forEach(device -> {
      figures.cuts(device.scissors().cuts());
      device.scissors().heal();
    });
    figures.messages(ledger.count());
    people.close();
  }
}
