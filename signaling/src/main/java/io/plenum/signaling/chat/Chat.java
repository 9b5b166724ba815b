package io.plenum.signaling.chat;

import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.chat.ChatRefused.Reason;
import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.Attachment.FileCard;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.Plain;
import io.plenum.signaling.message.Quote;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import io.plenum.signaling.space.SpaceLog.Head;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The one owner of all chat messages: the live session and REST both write here, and what is
 * written is told to both by the space's feed, in the order of the messages' ids. Any thread may
 * call; calls block on the database.
 *
 * <p>Whether somebody takes part in the meeting at all is the caller's to know; what they may do
 * with which message is decided here.
 */
public final class Chat {
  private final Database database;
  private final SpaceFeed feed;
  private final InstantSource clock;
  private final AuditLog audit;
  private final Rules rules;
  private final ChatPace pace;
  private final ChatIndex index;

  /** Finds a file of a meeting. */
  @FunctionalInterface
  public interface FileLookup {
    Optional<FileCard> find(Handle handle, String meetingId, String fileId);
  }

  /**
   * What is decided elsewhere.
   *
   * @param changeable whether an account (its id) lets people edit and delete what they wrote
   * @param files finds what a message is to carry
   */
  public record Rules(Predicate<String> changeable, FileLookup files, ChatLimits limits) {}

  /**
   * @param feed is told of every change
   */
  public Chat(Database database, SpaceFeed feed, InstantSource clock, AuditLog audit, Rules rules) {
    this.database = database;
    this.feed = feed;
    this.clock = clock;
    this.audit = audit;
    this.rules = rules;
    this.pace = new ChatPace(rules.limits());
    this.index = ChatIndex.of(database.dialect());
  }

  /** A feed that reads messages from the rows that this class writes. */
  public static SpaceFeed feed(Database database) {
    return new SpaceFeed(database, ChatRows::find);
  }

  /** The newest messages and where their counting stands. */
  public ChatTail tail(String meetingId, int limit) {
    return database.read(
        handle -> {
          Head head = SpaceLog.head(handle, meetingId);
          List<ChatMessage> newest =
              ChatRows.newestBefore(handle, meetingId, Long.MAX_VALUE, Long.MIN_VALUE, limit);
          return new ChatTail(newest.reversed(), head.message(), head.event());
        });
  }

  /** What a participant may read, newest first; a place is a message's id. */
  public Page<ChatMessage> page(Participant reader, PageRequest wanted) {
    long before = wanted.after().map(Place::number).orElse(Long.MAX_VALUE);
    long fromMs = reader.seesFrom().toEpochMilli();
    List<ChatMessage> rows =
        database.read(
            handle ->
                ChatRows.newestBefore(handle, reader.meetingId(), before, fromMs, wanted.rows()));
    return Page.of(rows, wanted, message -> new Place(message.id(), ""));
  }

  /**
   * Posts a message.
   *
   * @throws ChatRefused when it is no message, answers or carries what does not exist, or comes too
   *     soon
   */
  public ChatMessage post(Participant author, ChatDraft draft) {
    refuse(Reason.BAD_MESSAGE, draft.problem());
    Instant now = begin(author);
    SpaceChange.Message posted =
        database.write(
            handle -> {
              Quote quote = draft.replyTo() == null ? null : quote(handle, author, draft.replyTo());
              Attachment attachment =
                  draft.attachment() == null
                      ? null
                      : attachment(handle, author, draft.attachment());
              Head head = SpaceLog.nextMessage(handle, author.meetingId(), now.toEpochMilli());
              ChatMessage message =
                  new ChatMessage(
                      head.message(),
                      author.author(),
                      new ChatBody(Plain.paragraphs(draft.text()), attachment, draft.place()),
                      quote,
                      now,
                      null,
                      null);
              ChatRows.insert(handle, author.meetingId(), message);
              index.put(handle, author.meetingId(), message.id(), message.body().text());
              audit.append(handle, ChatAudit.sent(author, message));
              return new SpaceChange.Message(head.event(), message);
            });
    feed.announce(author.meetingId(), posted);
    return posted.message();
  }

  private Quote quote(Handle handle, Participant author, long messageId) {
    return Quote.of(visible(handle, author, messageId));
  }

  private Attachment attachment(Handle handle, Participant author, ChatDraft.AttachmentWish wish) {
    return rules
        .files()
        .find(handle, author.meetingId(), wish.fileId())
        .map(file -> new Attachment(wish.kind(), file))
        .orElseThrow(() -> new ChatRefused(Reason.NO_SUCH_FILE, "the meeting has no such file"));
  }

  /**
   * Gives a participant's own message another text.
   *
   * @throws ChatRefused when there is no such message, it is another's, the account forbids it, or
   *     the text is none
   */
  public ChatMessage edit(Participant author, long id, String text) {
    return change(
        author,
        id,
        (handle, before, now) -> {
          ChatBody body = before.body();
          boolean alone = body.attachment() == null && body.place() == null;
          refuse(
              Reason.BAD_MESSAGE, alone || !text.isBlank() ? ChatDraft.of(text).problem() : null);
          ChatMessage edited = before.edited(Plain.paragraphs(text), now);
          ChatRows.edit(handle, author.meetingId(), edited);
          index.put(handle, author.meetingId(), id, edited.body().text());
          return edited;
        });
  }

  /**
   * Deletes a participant's own message, for good; a reply to it keeps what it quoted.
   *
   * @throws ChatRefused when there is no such message, it is another's, or the account forbids it
   */
  public ChatMessage delete(Participant author, long id) {
    return change(
        author,
        id,
        (handle, before, now) -> {
          ChatRows.delete(handle, author.meetingId(), id, now.toEpochMilli());
          index.remove(handle, author.meetingId(), id);
          return before.deleted(now);
        });
  }

  @FunctionalInterface
  private interface Change {
    ChatMessage apply(Handle handle, ChatMessage before, Instant now);
  }

  private ChatMessage change(Participant author, long id, Change change) {
    if (!rules.changeable().test(author.accountId())) {
      throw new ChatRefused(Reason.SWITCHED_OFF, "this account does not let messages be changed");
    }
    Instant now = begin(author);
    SpaceChange.Message changed =
        database.write(
            handle -> {
              ChatMessage before = visible(handle, author, id);
              String userId = author.author().userId();
              if (userId == null || !userId.equals(before.author().userId())) {
                throw new ChatRefused(Reason.NOT_YOURS, "only who wrote a message changes it");
              }
              ChatMessage after = change.apply(handle, before, now);
              long number =
                  SpaceLog.append(
                      handle,
                      author.meetingId(),
                      SpaceKind.MESSAGE,
                      Long.toString(id),
                      now.toEpochMilli());
              audit.append(handle, ChatAudit.changed(author, after));
              return new SpaceChange.Message(number, after);
            });
    feed.announce(author.meetingId(), changed);
    return changed.message();
  }

  private static ChatMessage visible(Handle handle, Participant reader, long id) {
    return ChatRows.find(handle, reader.meetingId(), id)
        .filter(message -> !message.isDeleted() && !message.sentAt().isBefore(reader.seesFrom()))
        .orElseThrow(() -> new ChatRefused(Reason.NO_SUCH_MESSAGE, "there is no such message"));
  }

  private Instant begin(Participant author) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    String who =
        author.author().userId() == null ? author.author().seat() : author.author().userId();
    Optional<Duration> wait = pace.take(who, now.toEpochMilli());
    if (wait.isPresent()) {
      throw new ChatRefused(Reason.TOO_FAST, "slower, please", wait.get());
    }
    return now;
  }

  private static void refuse(Reason reason, String problem) {
    if (problem != null) {
      throw new ChatRefused(reason, problem);
    }
  }

  /**
   * To be called in the transaction that deletes a file: messages that carry it say from now on
   * that it is gone. Returns what to {@link SpaceFeed#announce} after the commit.
   */
  public List<SpaceChange> forgetFile(Handle handle, String meetingId, String fileId) {
    long nowMs = clock.millis();
    return ChatRows.forgetFile(handle, meetingId, fileId).stream()
        .map(
            id -> {
              long number =
                  SpaceLog.append(handle, meetingId, SpaceKind.MESSAGE, Long.toString(id), nowMs);
              ChatMessage message = ChatRows.find(handle, meetingId, id).orElseThrow();
              return (SpaceChange) new SpaceChange.Message(number, message);
            })
        .toList();
  }

  /** Deletes messages whose time is over, in many small transactions; see {@link ChatSweep}. */
  public ChatSweep sweep(Function<String, Integer> keptDays) {
    return new ChatSweep(database, feed, clock, audit, keptDays);
  }
}
