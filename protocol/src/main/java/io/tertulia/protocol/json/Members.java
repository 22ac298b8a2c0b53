package io.tertulia.protocol.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The members of an object in the order in which they came: immutable once it was handed out. Most
/// objects have a handful, for which two arrays are smaller and faster than a table of hashes;
/// those of many have such a table besides.
final class Members extends AbstractMap<String, Json> {
  /// So many are looked through one by one.
  private static final int FEW = 16;

  private String[] names = new String[8];
  private Json[] values = new Json[8];
  private int size;
  private @Nullable Map<String, Integer> places;

  /// Puts a member, in the place of one of that name; false when there was one.
  boolean add(String name, Json value) {
    int place = place(name);
    if (place >= 0) {
      values[place] = value;
      return false;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    if (places != null) {
      places.put(name, size);
    }
    size++;
    if (size == FEW + 1) {
      places = new HashMap<>();
      for (int i = 0; i < size; i++) {
        places.put(names[i], i);
      }
    }
    return true;
  }

  /// The same members, to be added to without changing these.
  Members copy() {
    Members copy = new Members();
    for (int i = 0; i < size; i++) {
      copy.add(names[i], values[i]);
    }
    return copy;
  }

  String name(int place) {
    return names[place];
  }

  Json value(int place) {
    return values[place];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Json get(@Nullable Object name) {
    int place = place(name);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Json>> iterator() {
        return new Walk();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private int place(@Nullable Object name) {
    if (places != null) {
      return places.getOrDefault(name, -1);
    }
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private final class Walk implements Iterator<Entry<String, Json>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Entry<String, Json> next() {
      if (next >= size) {
        throw new NoSuchElementException();
      }
      Entry<String, Json> entry = new SimpleImmutableEntry<>(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
