import { Injectable } from '@nestjs/common';
import type { Participant, ParticipantKind } from '@perto/contract';
import type { Address } from '../auth/address';
import { BotStore } from '../auth/typeorm-bot-store';
import { UserStore } from '../auth/typeorm-user-store';
import { BuildingCatalogue } from '../buildings/building-catalogue';

/** What senders and recipients show to people. */
@Injectable()
export class Participants {
  constructor(
    private readonly users: UserStore,
    private readonly bots: BotStore,
    private readonly buildings: BuildingCatalogue,
  ) {}

  /** Looks all of `addresses` up, users and bots by one query each, and tells how each of them is shown. */
  async among(addresses: Address[]): Promise<(address: Address) => Participant> {
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

  /** A bot goes by its id; one that was removed has no name and no building. */
  private bot(address: Address, buildingId: string | undefined): Participant {
    if (buildingId === undefined) return { ...address };
    const building = this.buildings.get(buildingId);
    return {
      ...address,
      ...named(address.id),
      ...(building && { building: { id: building.id, name: building.name } }),
    };
  }
}

const named = (name: string | undefined): { name?: string } => (name === undefined ? {} : { name });
