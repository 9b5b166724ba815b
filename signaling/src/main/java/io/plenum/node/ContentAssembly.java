package io.plenum.node;

import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatLimits;
import io.plenum.signaling.file.AttachmentRef;
import io.plenum.signaling.file.FileNews;
import io.plenum.signaling.file.FileSweep;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.ChatIndexing;
import io.plenum.signaling.space.SpaceFeed;

/** Puts together what meetings hold: chat and files, and the news of both. */
record ContentAssembly(Files files, FileSweep fileSweep, SpaceFeed feed, Chat chat) {

  /** Fills the index of the chat if it is empty. */
  static ContentAssembly start(Foundation base, PostAssembly post, PeopleAssembly people) {
    Accounts accounts = people.identity().accounts();
    SpaceFeed feed = Chat.feed(base.database());
    Chat chat = new Chat(base.database(), feed, base.clock(), people.audit(), chatRules(accounts));
    Files files =
        new Files(
            base.database(),
            accounts::byId,
            base.cells(),
            new FileNews(people.audit(), post.webhooks(), feed, chat::forgetFile, base.clock()),
            base.clock(),
            base.ids());
    FileSweep sweep = new FileSweep(base.database(), files, base.cells(), base.clock());
    ChatIndexing.fill(base.database(), ChatIndex.of(base.database().dialect()));
    return new ContentAssembly(files, sweep, feed, chat);
  }

  private static Chat.Rules chatRules(Accounts accounts) {
    return new Chat.Rules(
        account -> accounts.settings(account).chatEditing(),
        (handle, meetingId, fileId) ->
            Files.ref(handle, meetingId, fileId).map(ContentAssembly::card),
        ChatLimits.STANDARD);
  }

  private static Attachment.FileCard card(AttachmentRef file) {
    return new Attachment.FileCard(file.fileId(), file.name(), file.sizeBytes(), file.mediaType());
  }
}
