import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Clock } from '../clock/clock';
import { conversationOf } from '../messages/conversation';
import { ConversationList } from '../messages/conversation-list';
import { Conversations } from '../messages/conversations';
import { Inbox } from '../messages/inbox';
import { MessageSearch } from '../messages/message-search';
import { MessageSearchBox } from '../messages/message-search-box';
import { OpenConversation } from '../messages/open-conversation';
import { SearchResults } from '../messages/search-results';
import { storedMessage, type ThreadMessage } from '../messages/thread';
import { Session } from '../session/session';
import { Language } from '../texts/language';
import { inPlainWords } from '../wire/request-failed';
import { CampusView } from './campus-view';

/** The tab of the messages: conversations, and the search in all that was written. */
@Component({
  selector: 'perto-messages-panel',
  imports: [ConversationList, MessageSearchBox, SearchResults],
  templateUrl: './messages-panel.html',
  styleUrl: './aside.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessagesPanel {
  private readonly view = inject(CampusView);
  private readonly session = inject(Session);
  protected readonly opened = inject(OpenConversation);
  protected readonly conversations = inject(Conversations);
  protected readonly inbox = inject(Inbox);
  protected readonly search = inject(MessageSearch);
  protected readonly texts = inject(Language).texts;
  protected readonly now = inject(Clock).now;

  protected readonly found = computed(() =>
    this.search.found().map((message) => storedMessage(message, this.session.id())),
  );
  protected readonly problem = computed(() => {
    const problem = this.search.problem();
    return problem ? inPlainWords(problem, this.texts()) : '';
  });

  protected open(id: string): void {
    void this.view.talk(id);
  }

  protected openFound(message: ThreadMessage): void {
    void this.view.talk(conversationOf(message));
    if (message.id) void this.opened.find(message.id);
  }
}
