import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import {
  activityQuery,
  adminActionsQuery,
  adminLogQuery,
  buildingParameters,
  ENDPOINTS,
  userParameters,
  type ActivityPage,
  type ActivityQuery,
  type AdminActionsPage,
  type AdminActionsQuery,
  type AdminLogQuery,
  type BuildingLogLine,
  type UserLogLine,
} from '@perto/contract';
import { Serves } from '../auth/serves';
import { parsed } from '../platform/http/parsed';
import { ACTIONS, ACTIVITY, ActivityLists, BUILDING_LOG, USER_LOG } from './activity-lists';
import { Asked, type AskedBy } from './asked';
import { ListAnswers } from './list-answers';

/** What people and bots did, and what admins did. */
@Controller()
export class AdminActivityController {
  constructor(
    private readonly activity: ActivityLists,
    private readonly lists: ListAnswers,
  ) {}

  @Serves(ENDPOINTS.adminUserLog)
  ofUser(
    @Asked() asked: AskedBy,
    @Param(parsed(userParameters)) { u_id }: { u_id: string },
    @Query(parsed(adminLogQuery)) query: AdminLogQuery,
  ): Promise<UserLogLine[] | StreamableFile> {
    return this.lists.items(asked, USER_LOG, query, (part) => this.activity.ofUser(u_id, part));
  }

  @Serves(ENDPOINTS.adminBuildingLog)
  ofBuilding(
    @Asked() asked: AskedBy,
    @Param(parsed(buildingParameters)) { b_id }: { b_id: string },
    @Query(parsed(adminLogQuery)) query: AdminLogQuery,
  ): Promise<BuildingLogLine[] | StreamableFile> {
    return this.lists.items(asked, BUILDING_LOG, query, (part) => this.activity.ofBuilding(b_id, part));
  }

  @Serves(ENDPOINTS.adminActivity)
  all(
    @Asked() asked: AskedBy,
    @Query(parsed(activityQuery)) query: ActivityQuery,
  ): Promise<ActivityPage | StreamableFile> {
    return this.lists.page(asked, ACTIVITY, query, (part) => this.activity.all(part));
  }

  @Serves(ENDPOINTS.adminActions)
  ofAdmins(
    @Asked() asked: AskedBy,
    @Query(parsed(adminActionsQuery)) query: AdminActionsQuery,
  ): Promise<AdminActionsPage | StreamableFile> {
    return this.lists.page(asked, ACTIONS, query, (part) => this.activity.ofAdmins(part));
  }
}
