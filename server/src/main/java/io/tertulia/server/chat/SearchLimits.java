package io.tertulia.server.chat;

/// How much a search, and a list with filters, may ask for.
///
/// @param textLength characters of what is searched for; more are refused as `INVALID_ARGUMENT`
/// @param words in it; more are refused as `INVALID_ARGUMENT`
/// @param candidates messages that one page looks at; then the page ends, and says where to go on
/// @param characters of text that one page looks through; then it ends likewise
/// @param places conversations that the index is asked for by name; whoever is in more has
///   candidates from all conversations looked through for them
/// @param lists filtered lists of one follow; one more is refused as `LIMIT_EXCEEDED`
public record SearchLimits(
    int textLength, int words, int candidates, int characters, int places, int lists) {
  public static final SearchLimits DEFAULT = new SearchLimits(1_000, 32, 2_000, 500_000, 200, 20);
}
