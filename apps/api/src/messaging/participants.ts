import { Injectable } from '@nestjs/common';
import type { BuildingRef, Participant, ParticipantKind } from '@perto/contract';
import type { Address } from '../auth/address';
import { BotStore } from '../auth/typeorm-bot-store';
import { UserStore } from '../auth/typeorm-user-store';
import type { BuildingId } from '../buildings/building';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import type { Deliverable, Message } from './message';

/** Tells how a user or bot is shown. */
export type Shown = (address: Address) => Participant;

/** What senders and recipients show to people. */
@Injectable()
export class Participants {
  constructor(
    private readonly users: UserStore,
    private readonly bots: BotStore,
    private readonly buildings: BuildingCatalogue,
  ) {}

  /** Looks all of `addresses` up, users and bots by one query each, and tells how each of them is shown. */
  async among(addresses: Address[]): Promise<Shown> {
    const idsOf = (wanted: ParticipantKind) => [
      ...new Set(addresses.flatMap(({ kind, id }) => (kind === wanted ? id : []))),
    ];
    const [names, places] = await Promise.all([
      this.users.names(idsOf('user')),
      this.bots.buildingsOf(idsOf('bot')),
    ]);
    return (address) =>
      address.kind === 'bot'
        ? this.bot(address, places.get(address.id))
        : { ...address, ...named(names.get(address.id)) };
  }

  /** A message as it is shown to those who get it; `shown` tells how its sender is. */
  deliverable(message: Message, shown: Shown): Deliverable {
    return { message, sender: shown(message.sender), building: this.building(message.buildingId) };
  }

  /** A bot goes by its id; one that was removed has no name and no building. */
  private bot(address: Address, buildingId: string | undefined): Participant {
    if (buildingId === undefined) return { ...address };
    const building = this.building(buildingId);
    return { ...address, ...named(address.id), ...(building && { building }) };
  }

  private building(id: BuildingId | undefined): BuildingRef | undefined {
    const building = id === undefined ? undefined : this.buildings.get(id);
    return building && { id: building.id, name: building.name };
  }
}

const named = (name: string | undefined): { name?: string } => (name === undefined ? {} : { name });
