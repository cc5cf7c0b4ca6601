import { signal, type EnvironmentProviders, type Provider } from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  OUTSIDE,
  type BuildingAnswer,
  type BuildingRef,
  type Coordinates,
  type MessageAnswer,
  type NearbyPerson,
  type Participant,
} from '@perto/contract';
import { Connection, type ConnectionEvents } from '../connection/connection';
import type { ConnectionState } from '../connection/connection-state';
import { OwnPosition, type OwnPlace } from '../position/own-position';
import { Session } from '../session/session';
import { Api, type HistoryAsked } from '../wire/api';
import { CampusView } from './campus-view';
import { LiveCampus } from './live-campus';
import { Sheet } from './sheet';
import { Writing } from './writing';

export const ana: Participant = { kind: 'user', id: 'ana', name: 'Ana' };
export const torre: BuildingRef = { id: 't', name: 'Torre Norte' };

export function near(id: string, changes: Partial<NearbyPerson> = {}): NearbyPerson {
  return {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    latitude: 38.7,
    longitude: -9.1,
    distance: 30,
    building: null,
    in_range: true,
    same_building: false,
    ...changes,
  };
}

export function messageFrom(sender: Participant, id: string, sentAt = new Date()): MessageAnswer {
  return {
    id,
    kind: 'text',
    sender,
    recipients: [ana],
    recipient_count: 1,
    message: `Olá ${id}`,
    sent_at: sentAt.toISOString(),
    seen: false,
  };
}

/** A server that knows a few people and remembers what is sent; Ana is signed in. */
export class FakeCampus {
  people: NearbyPerson[] = [];
  buildings: BuildingAnswer[] = [];
  heads: { id: string; people: number }[] = [];
  building: BuildingRef | null = null;
  /** Oldest first. */
  messages: MessageAnswer[] = [];
  readonly sent: { to: readonly string[]; text: string }[] = [];
  /** Ids of what was reported as seen. */
  readonly seen: string[] = [];
  counted = 0;
  told = (_place: Coordinates): void => undefined;
  send = (to: readonly string[], text: string): Promise<MessageAnswer> => {
    this.sent.push({ to, text });
    const recipients = to.map((id): Participant => ({ kind: 'user', id }));
    const id = String(1_000_000 + this.sent.length);
    const message = {
      ...messageFrom(ana, id),
      recipients,
      recipient_count: to.length,
      message: text,
      seen: true,
    };
    this.messages = [...this.messages, message];
    return Promise.resolve(message);
  };
  signOut = (): Promise<void> => Promise.resolve();

  readonly id = signal('ana');
  readonly state = signal<ConnectionState>({ kind: 'online' });
  readonly place = signal<OwnPlace | null>({ latitude: 38.7, longitude: -9.1, source: 'hand', at: 0 });
  events?: ConnectionEvents;

  private readonly api: Partial<Api> = {
    pause: signal(null),
    nearby: async () => ({
      self: { latitude: 38.7, longitude: -9.1, reported_at: '', building: this.building },
      radious: 120,
      people: this.people,
    }),
    idsInRange: async () => this.people.filter((one) => one.in_range).map(({ id }) => id),
    idsInBuilding: async () => this.people.filter((one) => one.same_building).map(({ id }) => id),
    buildings: async () => this.buildings,
    occupancy: async () => {
      this.counted++;
      return this.heads;
    },
    history: async (query) => ({ items: this.asked(query).toReversed(), next: null }),
    reportSeen: async (ids) => void this.seen.push(...ids),
    updateCoordinates: async (place) => {
      this.told(place);
      return OUTSIDE;
    },
    updateRange: async () => undefined,
    send: (to, text) => this.send(to, text),
  };

  readonly providers: (Provider | EnvironmentProviders)[] = [
    { provide: Api, useValue: this.api },
    {
      provide: Session,
      useValue: {
        id: this.id,
        person: () => ({ ...ana, radious: 120 }),
        signOut: () => this.signOut().then(() => this.id.set('')),
      },
    },
    {
      provide: Connection,
      useValue: {
        state: this.state,
        back: signal(false),
        start: (events: ConnectionEvents) => (this.events = events),
        stop: () => undefined,
      },
    },
    {
      provide: OwnPosition,
      useValue: {
        place: this.place,
        deviceState: signal('off'),
        ignoredFix: signal(null),
        settled: signal(true),
        start: () => undefined,
        stop: () => undefined,
        forgetHand: () => undefined,
      },
    },
    provideRouter([{ path: '**', children: [] }]),
    CampusView,
    LiveCampus,
    Sheet,
    Writing,
  ];

  private asked({ with: partner, search }: HistoryAsked = {}): MessageAnswer[] {
    const named = ({ sender, recipients }: MessageAnswer): boolean =>
      [sender, ...recipients].some(({ id }) => id === partner);
    return this.messages
      .filter((message) => partner === undefined || named(message))
      .filter(({ message }) => search === undefined || message.includes(search));
  }
}

/** Lets every answer arrive that is on its way. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
