package io.tertulia.server.gate;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.fact.ParticipantFact;
import io.tertulia.protocol.filter.AnyOf;
import io.tertulia.protocol.filter.TimeFilter;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Random values of any type of the protocol, made of what the type itself says: records of their
/// components, sealed interfaces of what they permit. The same seed gives the same ones.
///
/// Values that check themselves are tried until they are right. Nothing of an unknown kind is made.
final class RandomValues {
  private static final int TRIES = 10_000;
  private static final int DEEPEST = 9;
  private static final String[] TEXTS = {
    "alice", "tea", "key-1", "Hello, *world*", "é 😀", "https://ex.test/a", ":cat:", "fcm:1"
  };

  private final Random random;
  private final Set<Class<?>> never;

  /// @param never types that are not made where others are possible
  RandomValues(long seed, Set<Class<?>> never) {
    this.random = new Random(seed);
    this.never = Set.copyOf(never);
  }

  <T> T of(Class<T> type) {
    return type.cast(value(type, 0));
  }

  private @Nullable Object value(AnnotatedType type, int depth) {
    if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
      return null;
    }
    if (!(type instanceof AnnotatedParameterizedType generic)) {
      return value((Class<?>) type.getType(), depth);
    }
    AnnotatedType[] of = generic.getAnnotatedActualTypeArguments();
    Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
    if (raw == List.class) {
      return list(of[0], depth);
    } else if (raw == Map.class) {
      return map(of[1], depth);
    } else if (raw == Patch.class) {
      return switch (random.nextInt(3)) {
        case 0 -> Patch.keep();
        case 1 -> Patch.clear();
        default -> Patch.put(value(of[0], depth + 1));
      };
    }
    throw new IllegalStateException(type + " (expected: a type that is known here)");
  }

  private Object value(Class<?> type, int depth) {
    if (type == String.class) {
      return text();
    } else if (type == int.class || type == Integer.class) {
      return 1 + random.nextInt(100);
    } else if (type == long.class || type == Long.class) {
      return random.nextLong(random.nextBoolean() ? 100 : 1L << 52);
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == double.class) {
      return random.nextDouble(-90, 90);
    } else if (type == Duration.class) {
      return Duration.ofMillis(random.nextInt(100_000_000));
    } else if (type == MapPatch.class) {
      return mapPatch();
    } else if (type == TimeFilter.class) {
      return time();
    } else if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    return type.isSealed() ? permitted(type, depth) : record(type, depth);
  }

  private Object permitted(Class<?> type, int depth) {
    List<Class<?>> kinds =
        Arrays.stream(type.getPermittedSubclasses())
            .filter(kind -> !kind.getSimpleName().startsWith("Unknown") && !never.contains(kind))
            .toList();
    return value(kinds.get(random.nextInt(kinds.size())), depth);
  }

  private Object record(Class<?> type, int depth) {
    for (int i = 0; i < TRIES; i++) {
      try {
        Object made = construct(type, depth);
        if (isAllowed(made)) {
          return made;
        }
      } catch (IllegalArgumentException e) {
        // The value does not want to be so.
      }
    }
    throw new IllegalStateException(type + ": no value in " + TRIES + " tries");
  }

  private Object construct(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] parts = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      parts[i] = value(components[i].getAnnotatedType(), depth + 1);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(parts);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What types let through and the rules of the server do not.
  private static boolean isAllowed(Object made) {
    return switch (made) {
      case AnyOf any -> !any.alternatives().isEmpty();
      case Content.Blocks content -> content.blocks().size() == 1;
      case ParticipantFact fact -> fact.access() != Access.NONE;
      case UserPatch patch ->
          !(patch.name() instanceof Patch.Clear)
              && patch.pushTokens().entries().keySet().stream().allMatch(k -> k.startsWith("fcm:"));
      default -> true;
    };
  }

  private List<@Nullable Object> list(AnnotatedType of, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = depth > DEEPEST ? 0 : random.nextInt(3); i > 0; i--) {
      list.add(value(of, depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(AnnotatedType of, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put(text(), value(of, depth + 1));
    }
    return map;
  }

  private MapPatch mapPatch() {
    return switch (random.nextInt(4)) {
      case 0 -> MapPatch.KEEP;
      case 1 -> MapPatch.CLEAR;
      case 2 -> MapPatch.replace(Map.of(text(), text()));
      default -> MapPatch.remove(text()).with(text(), Optional.of(text()));
    };
  }

  private TimeFilter time() {
    long from = random.nextBoolean() ? TimeFilter.EARLIEST : random.nextLong(1L << 40);
    long until = random.nextBoolean() ? TimeFilter.LATEST : random.nextLong(1L << 41);
    return new TimeFilter(random.nextBoolean(), from, until);
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
