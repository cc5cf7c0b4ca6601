import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import {
  adminListQuery,
  buildingParameters,
  ENDPOINTS,
  type AdminListQuery,
  type AdminOverview,
  type AdminUser,
} from '@perto/contract';
import { Serves } from '../auth/serves';
import { parsed } from '../platform/http/parsed';
import { Asked, type AskedBy } from './asked';
import { ListAnswers } from './list-answers';
import { Overview } from './overview';
import { PeopleLists, USERS } from './people-lists';

type UserList = Promise<AdminUser[] | StreamableFile>;

/** Who there is, and how many are here. */
@Controller()
export class AdminPeopleController {
  constructor(
    private readonly people: PeopleLists,
    private readonly overview: Overview,
    private readonly lists: ListAnswers,
  ) {}

  @Serves(ENDPOINTS.adminOverview)
  now(): Promise<AdminOverview> {
    return this.overview.now();
  }

  @Serves(ENDPOINTS.adminUsers)
  all(@Asked() asked: AskedBy, @Query(parsed(adminListQuery)) query: AdminListQuery): UserList {
    return this.lists.items(asked, USERS, query, (part) => this.people.all(part));
  }

  @Serves(ENDPOINTS.adminUsersOnline)
  online(@Asked() asked: AskedBy, @Query(parsed(adminListQuery)) query: AdminListQuery): UserList {
    return this.lists.items(asked, USERS, query, async (part) => this.people.online(part));
  }

  @Serves(ENDPOINTS.adminUsersInBuilding)
  inBuilding(
    @Asked() asked: AskedBy,
    @Param(parsed(buildingParameters)) { b_id }: { b_id: string },
    @Query(parsed(adminListQuery)) query: AdminListQuery,
  ): UserList {
    return this.lists.items(asked, USERS, query, async (part) => this.people.inBuilding(b_id, part));
  }
}
