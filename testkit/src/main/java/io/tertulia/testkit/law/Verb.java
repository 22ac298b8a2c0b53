package io.tertulia.testkit.law;

/// Everything that can happen in a script, each with how often it does compared with the others.
enum Verb {
  USER_SET(4, UserSteps::set),
  USER_CREATE(2, UserSteps::create),
  USER_DELETE_FIELDS(2, UserSteps::deleteFields),

  CONVERSATION_SET(5, ConversationSteps::set),
  CONVERSATION_CREATE(9, ConversationSteps::create),
  CONVERSATION_DELETE_FIELDS(2, ConversationSteps::deleteFields),
  MARK_AS_READ(6, ConversationSteps::markAsRead),
  MARK_AS_UNREAD(3, ConversationSteps::markAsUnread),
  MARK_AS_TYPING(6, ConversationSteps::markAsTyping),

  PARTICIPANT_SET(3, ConversationSteps::setParticipant),
  PARTICIPANT_EDIT(3, ConversationSteps::editParticipant),
  PARTICIPANT_CREATE(5, ConversationSteps::createParticipant),
  PARTICIPANT_DELETE_FIELDS(1, ConversationSteps::deleteParticipantFields),
  PARTICIPANT_DELETE(3, ConversationSteps::deleteParticipant),
  LEAVE(2, ConversationSteps::leave),

  SEND(20, MessageSteps::send),
  SEND_CUSTOM(3, MessageSteps::sendCustom),
  SEND_CONTENT(3, MessageSteps::sendContent),
  REPLY(11, MessageSteps::reply),
  EDIT(8, MessageSteps::edit),
  EDIT_CONTENT(2, MessageSteps::editContent),
  EDIT_CUSTOM(3, MessageSteps::editCustom),
  MESSAGE_DELETE_FIELDS(1, MessageSteps::deleteFields),
  DELETE(7, MessageSteps::delete),
  DELETE_NEWEST(5, MessageSteps::deleteNewest),

  SEND_FILE(4, FileSteps::send),
  FORWARD_FILE(4, FileSteps::forward),
  EDIT_TO_FILE(3, FileSteps::edit),

  REACT(10, ReactionSteps::react),
  UNREACT(5, ReactionSteps::unreact),

  GET(3, WatchSteps::get),

  APP_SEND(2, AppSteps::send),
  APP_SET_USER(2, AppSteps::setUser),
  APP_SET_ROLE(3, AppSteps::setRole),
  APP_DELETE_MESSAGE(6, AppSteps::deleteMessage),
  APP_DELETE_CONVERSATION(1, AppSteps::deleteConversation),
  APP_REACT(3, ReactionSteps::reactByApp),
  APP_IMPORT(2, AppSteps::importHistory),
  APP_IMPORT_OLD(4, AppSteps::importOld),
  APP_SEAT(3, RuleSteps::seat),
  APP_SET(2, RuleSteps::set),
  APP_EDIT(3, RuleSteps::edit),
  APP_READ(3, RuleSteps::read),
  APP_GUEST(6, ErasureSteps::guest),
  APP_ERASE_USER(3, ErasureSteps::erase),
  APP_IMPORT_PEOPLE(1, AppSteps::importPeople),
  APP_IMPORT_CONVERSATIONS(1, AppSteps::importConversations),

  WATCH_USER(3, WatchSteps::user),
  WATCH_CONVERSATION(4, WatchSteps::conversation),
  WATCH_MESSAGES(7, WatchSteps::messages),
  WATCH_PARTICIPANTS(5, WatchSteps::participants),
  WATCH_PARTICIPANT(3, WatchSteps::participant),
  WATCH_REACTIONS(6, ReactionSteps::watch),
  WATCH_TYPING(4, WatchSteps::typing),
  WATCH_ONLINE(3, WatchSteps::online),
  WATCH_LIST(5, WatchSteps::list),
  WATCH_FILTERED(6, WatchSteps::filtered),
  SEARCH(4, SearchSteps::messages),
  SEARCH_CONVERSATIONS(2, SearchSteps::conversations),
  LOAD_MORE(8, WatchSteps::loadMore),
  UNWATCH(6, WatchSteps::end),

  CUT(5, NetworkSteps::cut),
  CUT_AFTER(5, NetworkSteps::cutAfter),
  HALF_CLOSE(2, NetworkSteps::halfClose),
  STALL(2, NetworkSteps::stall),
  DELAY(1, NetworkSteps::delay),
  REFUSE(2, NetworkSteps::refuse),
  HEAL(5, NetworkSteps::heal),

  WAIT(26, NetworkSteps::await),
  CHECK(2, NetworkSteps::check);

  private final int weight;

  // A static method, which cannot change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Act act;

  Verb(int weight, Act act) {
    this.weight = weight;
    this.act = act;
  }

  int weight() {
    return weight;
  }

  Act act() {
    return act;
  }
}
