package io.tertulia.client;

import io.tertulia.client.link.Environment;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.file.FileDetails;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One user of one app, connected as long as there is something to do.
///
/// Nothing is opened before the first request or subscription, and the socket closes when there has
/// been neither for the idle time. When the network breaks, the session connects again by itself;
/// subscriptions stay as they are and requests wait, each carried out once. No state is lost by
/// that, and nothing is shown twice.
///
/// A session ends by [#close], or by an error that cannot be recovered: an unknown app, a token
/// that is refused or ends without a new one. Then its subscriptions end, its pending requests
/// fail, and the next [#get] makes a new one.
public final class TalkSession implements AutoCloseable {
  private static final Registry REGISTRY = new Registry(Environment::real);

  private final TalkSessionOptions options;
  private final Session core;
  private final Pins pins;
  private final WeakRefs<UserRef> users = new WeakRefs<>();
  private final WeakRefs<ConversationRef> conversations = new WeakRefs<>();
  private final UserRef currentUser;

  TalkSession(TalkSessionOptions options, Session core, Pins pins) {
    this.options = options;
    this.core = core;
    this.pins = pins;
    this.currentUser = new UserRef(this, options.userId());
  }

  /// The session of that user on that server: the same object while anybody holds it, or while it
  /// has an active subscription, a pending request, an upload or an error handler; otherwise, and
  /// after its end, a new one.
  ///
  /// When there is one already, all other options count for nothing. Cheap; opens nothing.
  public static TalkSession get(TalkSessionOptions options) {
    return REGISTRY.get(options);
  }

  public String appId() {
    return options.appId();
  }

  /// The user who acts: the same ref as `user(id)` gives for that id.
  public UserRef currentUser() {
    return currentUser;
  }

  /// Takes a new token, at once and on the open connection too; nothing is interrupted by that.
  ///
  /// @throws IllegalArgumentException when it is empty
  /// @throws IllegalStateException when the session is connected without a token; set it before the
  ///   first request
  /// @throws TalkException when the session has ended
  public void setToken(String token) {
    core.setToken(Arguments.text("token", token));
  }

  /// Sets who is told that a token is needed: before the first connection when none was set, and
  /// shortly before one ends, repeated every ten seconds until [#setToken] is called. A token that
  /// ends without a successor ends the session with [io.tertulia.protocol.ErrorCode#TOKEN_EXPIRED].
  ///
  /// @param callback runs like all callbacks; must try again itself when it cannot get a token;
  ///   null for none
  public void onNeedToken(@Nullable Runnable callback) {
    core.onNeedToken(callback);
  }

  /// Calls the handler when the session ends by an error, at most once; soon, when that has
  /// happened already. The session stays alive until then or until the handler is taken back.
  public TalkSubscription onError(Consumer<? super TalkException> handler) {
    ErrorHandler added = new ErrorHandler(handler, core, pins);
    pins.pin(this);
    core.add(added);
    return added;
  }

  /// Tells how the line to the server stands: now, soon, and whenever that changes. When the
  /// session is over, the last state is [ConnectionState.Idle].
  ///
  /// It opens no line and keeps none open, but the session stays alive until it is taken back. A
  /// listener that takes long sees only the newest of the states that came meanwhile, and never the
  /// same twice.
  ///
  /// @param listener runs like all callbacks
  public TalkSubscription onConnection(Consumer<? super ConnectionState> listener) {
    ConnectionListener added = new ConnectionListener(listener, core, pins);
    pins.pin(this);
    core.add(added);
    return added;
  }

  /// The ref of a user; the same object for the same id while anybody holds it. Asks nothing.
  ///
  /// @throws IllegalArgumentException when the id is empty
  public UserRef user(String id) {
    return Arguments.text("user id", id).equals(options.userId())
        ? currentUser
        : users.get(id, made -> new UserRef(this, made));
  }

  /// The ref of a conversation; the same object for the same id while anybody holds it. Asks
  /// nothing.
  ///
  /// @throws IllegalArgumentException when the id is empty
  public ConversationRef conversation(String id) {
    return conversations.get(
        Arguments.text("conversation id", id), made -> new ConversationRef(this, made));
  }

  /// The current user's conversations, live, without a callback.
  public ConversationListSubscription subscribeConversations() {
    return subscribeConversations(null);
  }

  /// The current user's conversations, live.
  ///
  /// @param listener runs for each snapshot; null for none
  public ConversationListSubscription subscribeConversations(
      @Nullable ListListener<ConversationSnapshot> listener) {
    return begin(new LiveInbox(core, null, listener));
  }

  /// Those of the current user's conversations that match a filter, live: one that does no longer
  /// leaves at once, one that comes to match enters where it belongs, if that is in the window.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for a filter that cannot be
  /// carried out, and with [io.tertulia.protocol.ErrorCode#LIMIT_EXCEEDED] beyond 20 different
  /// filters at a time.
  ///
  /// @param listener runs for each snapshot; null for none
  public ConversationListSubscription subscribeConversations(
      ConversationListOptions options, @Nullable ListListener<ConversationSnapshot> listener) {
    return begin(new LiveInbox(core, options.filter(), listener));
  }

  /// A search for messages in the current user's conversations. Asks nothing before
  /// [MessageSearch#setQuery(String)].
  ///
  /// @param listener hears of results as they come; null for none
  public MessageSearch searchMessages(@Nullable SearchListener<SearchMessageSnapshot> listener) {
    return new LiveMessageSearch(this, listener);
  }

  /// A search for conversations of the current user. Asks nothing before
  /// [ConversationSearch#setQuery(String)].
  ///
  /// @param listener hears of results as they come; null for none
  public ConversationSearch searchConversations(
      @Nullable SearchListener<ConversationSnapshot> listener) {
    return new LiveConversationSearch(this, listener);
  }

  /// Uploads a file of no particular kind, without telling how far it is; see
  /// [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  public CompletableFuture<FileToken> uploadFile(UploadSource source, FileMetadata metadata) {
    return uploadFile(source, metadata, null);
  }

  /// Uploads a file of no particular kind. The token it gives can be sent by a
  /// [io.tertulia.protocol.content.SendFileBlock], any number of times and in any conversation of
  /// the app; a file that nobody sends is gone after a day.
  ///
  /// Needs no socket and opens none. Three uploads of a session are under way at a time, up to
  /// 1,000 more wait. When the line breaks, it goes on where the server is, until it has got no
  /// further for ten minutes. Cancelling the future stops it at once and frees what the server has.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] when the role does not allow it
  /// and [io.tertulia.protocol.ErrorCode#FILE_REJECTED] when the file is too large, both before the
  /// first byte is sent; with that too when its type is not taken; with
  /// [io.tertulia.protocol.ErrorCode#LIMIT_EXCEEDED] when too many uploads wait here, or too many
  /// of the user's files were not sent; with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] when
  /// the source fails; with [io.tertulia.protocol.ErrorCode#UNAVAILABLE] when the server could not
  /// take it for 30 seconds, or be reached for ten minutes; and with what ends a session.
  ///
  /// @param listener hears how far it is; null for none
  public CompletableFuture<FileToken> uploadFile(
      UploadSource source, FileMetadata metadata, @Nullable UploadProgressListener listener) {
    return upload(source, metadata.details(), listener);
  }

  /// Uploads a picture; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  public CompletableFuture<FileToken> uploadImage(UploadSource source, ImageMetadata metadata) {
    return uploadImage(source, metadata, null);
  }

  /// Uploads a picture; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  ///
  /// @param listener hears how far it is; null for none
  public CompletableFuture<FileToken> uploadImage(
      UploadSource source, ImageMetadata metadata, @Nullable UploadProgressListener listener) {
    return upload(source, metadata.details(), listener);
  }

  /// Uploads a film; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  public CompletableFuture<FileToken> uploadVideo(UploadSource source, VideoMetadata metadata) {
    return uploadVideo(source, metadata, null);
  }

  /// Uploads a film; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  ///
  /// @param listener hears how far it is; null for none
  public CompletableFuture<FileToken> uploadVideo(
      UploadSource source, VideoMetadata metadata, @Nullable UploadProgressListener listener) {
    return upload(source, metadata.details(), listener);
  }

  /// Uploads a sound; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  public CompletableFuture<FileToken> uploadAudio(UploadSource source, AudioMetadata metadata) {
    return uploadAudio(source, metadata, null);
  }

  /// Uploads a sound; see [#uploadFile(UploadSource, FileMetadata, UploadProgressListener)].
  ///
  /// @param listener hears how far it is; null for none
  public CompletableFuture<FileToken> uploadAudio(
      UploadSource source, AudioMetadata metadata, @Nullable UploadProgressListener listener) {
    return upload(source, metadata.details(), listener);
  }

  /// Uploads a recording of somebody speaking; see [#uploadFile(UploadSource, FileMetadata,
  /// UploadProgressListener)].
  public CompletableFuture<FileToken> uploadVoice(UploadSource source, VoiceMetadata metadata) {
    return uploadVoice(source, metadata, null);
  }

  /// Uploads a recording of somebody speaking; see [#uploadFile(UploadSource, FileMetadata,
  /// UploadProgressListener)].
  ///
  /// @param listener hears how far it is; null for none
  public CompletableFuture<FileToken> uploadVoice(
      UploadSource source, VoiceMetadata metadata, @Nullable UploadProgressListener listener) {
    return upload(source, metadata.details(), listener);
  }

  /// An address where that file can be downloaded now, without a log-in. The address in a message
  /// is as good, unless the app wants addresses that are signed and end: then this gives one.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_FOUND] for a token of no file, or of one that
  /// is gone.
  public CompletableFuture<String> fileUrl(FileToken token) {
    pins.pin(this);
    return core.url(token);
  }

  /// Ends the session: subscriptions are unsubscribed, pending requests and uploads fail with
  /// [io.tertulia.protocol.ErrorCode#SESSION_CLOSED], the socket closes. Does nothing the second
  /// time.
  @Override
  public void close() {
    core.close();
  }

  FileUrls files() {
    return core.files();
  }

  Session core() {
    return core;
  }

  boolean over() {
    return core.over();
  }

  <L extends LiveSubscription<?>> L begin(L subscription) {
    pins.pin(this);
    core.begin(subscription);
    return subscription;
  }

  <T> CompletableFuture<T> request(Request<T> request) {
    pins.pin(this);
    return core.request(request);
  }

  private CompletableFuture<FileToken> upload(
      UploadSource source, FileDetails details, @Nullable UploadProgressListener listener) {
    pins.pin(this);
    return core.upload(source.source(), details, listener == null ? null : listener::onProgress);
  }
}
