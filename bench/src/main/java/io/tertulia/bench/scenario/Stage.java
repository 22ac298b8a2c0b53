package io.tertulia.bench.scenario;

import io.tertulia.bench.line.Ear;
import io.tertulia.bench.line.Ledger;
import io.tertulia.bench.line.Line;
import io.tertulia.bench.line.Loop;
import io.tertulia.bench.report.Chart;
import io.tertulia.bench.report.Course;
import io.tertulia.bench.report.Figures;
import io.tertulia.bench.subject.Cast;
import io.tertulia.bench.subject.House;
import io.tertulia.bench.subject.Spent;
import io.tertulia.bench.subject.Subject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where one run takes place: a server of its own with people in it, and a loop of lines to it.
public final class Stage implements AutoCloseable {
  /// For what takes long when much else goes on.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /// For what is on its way already.
  static final Duration SOON = Duration.ofSeconds(30);

  private final Options options;
  private final Figures figures = new Figures();
  private final Map<String, Chart> charts = new LinkedHashMap<>();
  private final Loop loop = new Loop();
  private @Nullable House house;
  private Line.@Nullable Address address;

  public Stage(Options options) {
    this.options = options;
  }

  Options options() {
    return options;
  }

  public Figures figures() {
    return figures;
  }

  /// Pictures of this run, by name.
  public Map<String, Chart> charts() {
    return charts;
  }

  Loop loop() {
    return loop;
  }

  House house() {
    if (house == null) {
      throw new IllegalStateException("nobody has moved in");
    }
    return house;
  }

  Subject subject() {
    return house().subject();
  }

  /// Starts the server, and has people move in.
  void set(Cast cast) {
    set(cast, Map.of());
  }

  /// Starts the server with some settings, and has people move in.
  void set(Cast cast, Map<String, String> settings) {
    open(settings);
    house().moveIn(cast);
  }

  /// Starts the server with nobody in it, instead of the one before.
  void open(Map<String, String> settings) {
    clear();
    Subject subject = Subject.start(options.launcher(), options.stores(), settings);
    try {
      house = House.build(subject, "bench");
      look();
    } catch (RuntimeException e) {
      subject.close();
      throw e;
    }
  }

  /// Starts the server again on what it stored.
  void startAgain() {
    subject().startAgain();
    look();
  }

  private void look() {
    address =
        new Line.Address(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), subject().uri().getPort()),
            house().path());
  }

  private void clear() {
    loop.clear();
    if (house != null) {
      house.subject().close();
      house = null;
    }
  }

  /// A line that is not connected yet.
  Line line(int user, Ledger ledger, Ear ear) {
    if (address == null) {
      throw new IllegalStateException("there is no server yet");
    }
    String id = Cast.user(user);
    return new Line(loop, address, id, house().token(id), ledger, ear);
  }

  /// Has what was begun go on until it counts.
  void warmUp() {
    loop.run(options.warmUp());
  }

  /// What is used while what was begun goes on. If nothing came of it until then, it goes on until
  /// something does.
  Spent measure(Duration time, BooleanSupplier something) {
    Spent.Meter meter = Spent.begin(subject());
    loop.run(time);
    loop.await("anything to happen", something, PATIENCE);
    return meter.end();
  }

  /// Notes what every scenario of load tells.
  ///
  /// @param name stands before the names of the figures
  void note(String name, Spent spent) {
    double wall = spent.wall();
    var _ =
        figures
            .put(name + "server processors", spent.server() / wall, "cores")
            .put(name + "client processors", spent.client() / wall, "cores")
            .put(name + "others' processors", spent.others() / wall, "cores");
  }

  /// Draws how long deliveries took.
  void draw(String name, Watch watch) {
    String file = name.replaceAll("\\W+", "-");
    charts.put(file + "-over-time", watch.course().chart(name + ", from the intended send"));
    charts.put(
        file + "-percentiles",
        Course.percentiles(name + ", from the intended send", watch.micros()));
  }

  /// Fails the run when a message was lost or came wrong.
  void check(Ledger.Faults faults) {
    if (!faults.equals(Ledger.Faults.NONE)) {
      throw new IllegalStateException("messages: " + faults);
    }
  }

  @Override
  public void close() {
    clear();
    loop.close();
  }
}
