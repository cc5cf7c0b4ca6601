import { DestroyRef, Injectable, Injector, afterNextRender, computed, inject } from '@angular/core';
import type { Participant } from '@perto/contract';
import { Announcer } from '../messages/announcer';
import { Audience } from '../messages/audience';
import type { Addressee, AudienceSummary } from '../messages/audience-summary';
import { SEVERAL } from '../messages/conversation';
import { Conversations } from '../messages/conversations';
import { Drafts, TO_THE_LISTS } from '../messages/drafts';
import { Outbox, type Outcome } from '../messages/outbox';
import type { Outgoing } from '../messages/thread';
import { Nearby } from '../people/nearby';
import { firstNameOf, type Person } from '../people/person';
import { Reach } from '../reach/reach';
import { Language } from '../texts/language';
import { inPlainWords } from '../wire/request-failed';
import { CampusView } from './campus-view';

/** Writing from the lists: to whoever is around, or to people chosen there. */
@Injectable()
export class Writing {
  private readonly view = inject(CampusView);
  private readonly audience = inject(Audience);
  private readonly conversations = inject(Conversations);
  private readonly drafts = inject(Drafts);
  private readonly outbox = inject(Outbox);
  private readonly nearby = inject(Nearby);
  private readonly reach = inject(Reach);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly texts = inject(Language).texts;

  readonly choosing = computed(() => this.audience.kind() === 'chosen');
  readonly draft = computed(() => this.drafts.of(TO_THE_LISTS));
  /** Who could be written to, whoever is chosen. */
  readonly around = computed(() => {
    const building = this.nearby.building();
    return {
      inRange: this.nearby.inRange().length,
      range: this.reach.shown(),
      ...(building ? { building: { name: building.name, count: this.nearby.inBuilding().length } } : {}),
    };
  });
  readonly summary = computed((): AudienceSummary => {
    const people = this.audience.people();
    const only = this.choosing() && people.length === 1 ? people[0] : undefined;
    return {
      ...this.around(),
      kind: this.audience.kind(),
      count: people.length,
      ...(only ? { only: only.name } : {}),
    };
  });
  /** Why a message was not sent. */
  readonly reason = computed(() => {
    const texts = this.texts();
    return ({ failure, unreachable = [], recipients }: Outgoing): string => {
      const gone = unreachable[0];
      if (gone === undefined) return inPlainWords(failure, texts);
      const known = recipients.find(({ id }) => id === gone)?.name; // who is gone is in no list any more
      const name = firstNameOf(known ?? this.conversations.nameOf(gone));
      return texts.messages.gone(name, recipients.length - unreachable.length);
    };
  });

  constructor() {
    inject(DestroyRef).onDestroy(
      this.outbox.whenSettled((message, outcome) => this.announce(message, outcome)),
    );
  }

  type(text: string): void {
    this.drafts.change(TO_THE_LISTS, text);
  }

  useAudience(kind: Addressee): void {
    if (kind === 'one') return;
    this.audience.use(kind);
    if (kind !== 'chosen') return;
    if (this.view.tab() === 'messages') this.view.openTab('nearby');
    else this.view.select(null);
    this.announcer.say(this.texts().composer.placeholderNobody);
    // There they are chosen: the field below the lists is one Tab away for each of them.
    afterNextRender(
      () => document.querySelector<HTMLElement>('[data-testid=people] input[type=checkbox]')?.focus(),
      { injector: this.injector },
    );
  }

  /** Back to writing to everybody near; the focus goes where one writes. */
  stopChoosing(): void {
    this.audience.reset();
    document.querySelector<HTMLElement>('.panel textarea')?.focus();
  }

  toggle(person: Person): void {
    this.audience.toggle(person);
    this.announcer.say(this.texts().composer.toChosen(this.audience.chosen().size));
  }

  /** From a conversation to choosing several: what was typed there comes along. */
  chooseFrom(conversation: string): void {
    if (this.draft() === '') {
      this.type(this.drafts.of(conversation));
      this.drafts.change(conversation, '');
    }
    const person = this.conversations.person(conversation);
    this.useAudience('chosen');
    if (!this.audience.chosen().has(person.id)) this.audience.toggle(person);
    void this.view.stopTalking();
  }

  /**
   * Sends what is typed below the lists, and shows it where it went.
   *
   * People who were chosen stay chosen: what is written next must not go to more than what was written last.
   */
  send(text: string): void {
    const people = this.audience.people();
    if (people.length === 0) return;
    this.type('');
    if (people.length === 1) this.audience.reset();
    this.deliver(text, people);
    void this.view.talk(people.length === 1 ? people[0]!.id : SEVERAL);
  }

  deliver(text: string, people: readonly Person[]): void {
    const recipients = people.map(({ id, name }): Participant => ({ kind: 'user', id, name }));
    this.outbox.send(text, recipients);
  }

  retry({ key }: Outgoing): void {
    this.outbox.again(key);
  }

  /** What became of a message is seen below it; it is said to whoever does not see. */
  private announce(message: Outgoing, outcome: Outcome): void {
    const { messages } = this.texts();
    const words = {
      sent: () => messages.sentAloud,
      waiting: () =>
        this.outbox.obstacle() === 'server' ? messages.waitingForServer(1) : messages.waiting(1),
      refused: () => `${messages.failed} ${this.reason()(message)}`,
    };
    this.announcer.say(words[outcome]());
  }
}
