package io.tertulia.testkit.law;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happens in a trial, step by step. The same seed always gives the same script.
///
/// @param seed where it comes from; a shortened one keeps it as its name
record Script(long seed, List<Step> steps) {
  private static final int MIN_STEPS = 20;
  private static final int MAX_STEPS = 160;
  private static final int PICKS = 1_000;

  /// How often a script begins with a long history, many participants, and many conversations.
  private static final double LONG = 0.4;

  private static final double CROWDED = 0.3;
  private static final double BUSY = 0.15;
  private static final List<Verb> LOTS =
      Stream.of(Verb.values())
          .flatMap(verb -> Stream.generate(() -> verb).limit(verb.weight()))
          .toList();

  Script {
    steps = List.copyOf(steps);
  }

  static Script of(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var steps = new ArrayList<Step>();
    begin(random, LONG, Verb.APP_IMPORT, steps);
    begin(random, CROWDED, Verb.APP_IMPORT_PEOPLE, steps);
    begin(random, BUSY, Verb.APP_IMPORT_CONVERSATIONS, steps);
    int count = random.nextInt(MIN_STEPS, MAX_STEPS);
    for (int i = 0; i < count; i++) {
      steps.add(step(LOTS.get(random.nextInt(LOTS.size())), random));
    }
    return new Script(seed, steps);
  }

  private static void begin(RandomGenerator random, double share, Verb verb, List<Step> steps) {
    if (random.nextDouble() < share) {
      steps.add(step(verb, random));
    }
  }

  private static Step step(Verb verb, RandomGenerator random) {
    // Most of it happens in one conversation and by people who exist, so that things meet.
    int place = Math.max(0, random.nextInt(World.CONVERSATIONS + 3) - 3);
    int device = random.nextInt(2 * World.DEVICES - 1) % World.DEVICES;
    return new Step(verb, device, place, random.nextInt(PICKS));
  }

  /// A script without the steps from one number up to, but without, another.
  Script without(int from, int to) {
    var left = new ArrayList<>(steps.subList(0, from));
    left.addAll(steps.subList(to, steps.size()));
    return new Script(seed, left);
  }

  /// Reads a line of kept seeds: a seed alone, or a seed, a colon and steps with semicolons between
  /// them.
  static Script parse(String line) {
    String[] parts = line.split(":", 2);
    long seed = Long.parseLong(parts[0].strip());
    return parts.length == 1
        ? of(seed)
        : new Script(seed, Stream.of(parts[1].split(";", -1)).map(Step::parse).toList());
  }

  /// The line that [#parse] reads.
  @Override
  public String toString() {
    return seed + ": " + steps.stream().map(Step::toString).collect(Collectors.joining("; "));
  }
}
