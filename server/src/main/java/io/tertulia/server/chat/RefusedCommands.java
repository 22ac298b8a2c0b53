package io.tertulia.server.chat;

import io.tertulia.protocol.command.Refusal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The refusal of commands that were to be carried out together: the first no, and all others. None
/// of the commands was carried out.
public final class RefusedCommands extends Refusal {
  private static final long serialVersionUID = 1;

  private final transient SortedMap<Integer, Refusal> byPlace;

  /// @param byPlace why, by the place of the refused command among all, from 0; at least one
  RefusedCommands(SortedMap<Integer, Refusal> byPlace) {
    Refusal first = byPlace.firstEntry().getValue();
    super(first.code(), String.valueOf(first.getMessage()));
    this.byPlace = Collections.unmodifiableSortedMap(new TreeMap<>(byPlace));
  }

  /// Why, by the place of the refused command among all, from 0.
  public SortedMap<Integer, Refusal> byPlace() {
    return byPlace;
  }
}
