import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import {
  addBuildingBody,
  adminListQuery,
  ENDPOINTS,
  importBuildingsBody,
  retireBuildingBody,
  type AdminBuilding,
  type AdminListQuery,
  type ImportAnswer,
} from '@perto/contract';
import { Serves } from '../auth/serves';
import type { UserId } from '../auth/sign-in';
import { Caller } from '../auth/signed-in.guard';
import type { Building, BuildingId } from '../buildings/building';
import { parsed } from '../platform/http/parsed';
import { Asked, type AskedBy } from './asked';
import { BuildingImporter, type ImportRequest } from './building-importer';
import { BuildingKeeper, BUILDINGS } from './building-keeper';
import { ListAnswers } from './list-answers';

/** Buildings, as admins keep them. */
@Controller()
export class AdminBuildingsController {
  constructor(
    private readonly buildings: BuildingKeeper,
    private readonly importer: BuildingImporter,
    private readonly lists: ListAnswers,
  ) {}

  @Serves(ENDPOINTS.addBuilding)
  add(@Caller() admin: UserId, @Body(parsed(addBuildingBody)) building: Building): Promise<[]> {
    return this.buildings.add(admin, building);
  }

  @Serves(ENDPOINTS.retireBuilding)
  retire(
    @Caller() admin: UserId,
    @Body(parsed(retireBuildingBody)) which: { id: BuildingId; retired: boolean },
  ): Promise<[]> {
    return this.buildings.retire(admin, which);
  }

  @Serves(ENDPOINTS.importBuildings)
  import(
    @Caller() admin: UserId,
    @Body(parsed(importBuildingsBody)) request: ImportRequest,
  ): Promise<ImportAnswer> {
    return this.importer.import(admin, request);
  }

  @Serves(ENDPOINTS.adminBuildings)
  show(
    @Asked() asked: AskedBy,
    @Query(parsed(adminListQuery)) query: AdminListQuery,
  ): Promise<AdminBuilding[] | StreamableFile> {
    return this.lists.items(asked, BUILDINGS, query, async (part) => this.buildings.list(part));
  }
}
