import { Body, Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import {
  PATHS,
  coordinatesBody,
  rangeBody,
  rangeItem,
  showBuildingBody,
  showRangeBody,
  type BuildingAnswer,
  type BuildingOccupancy,
  type Coordinates,
  type ListedUser,
  type NearbyAnswer,
  type RangeChange,
} from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { Caller, ItemSchema, SignedIn } from '../auth/signed-in.guard';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { parsed } from '../platform/http/parsed';
import { LocationReporter } from './location-reporter';
import { RangeSetter } from './range-setter';
import { Whereabouts } from './whereabouts';

/** Where people are: what they say of themselves, and what they may know of others. */
@Controller()
@UseGuards(SignedIn)
export class LocationController {
  constructor(
    private readonly reporter: LocationReporter,
    private readonly ranges: RangeSetter,
    private readonly whereabouts: Whereabouts,
    private readonly buildings: BuildingCatalogue,
  ) {}

  @Post(PATHS.updateCoordinates)
  @HttpCode(200)
  @Header('content-type', 'text/plain; charset=utf-8')
  report(@Caller() user: UserId, @Body(parsed(coordinatesBody)) position: Coordinates): Promise<string> {
    return this.reporter.report(user, position);
  }

  @Post(PATHS.updateRange)
  @HttpCode(200)
  @ItemSchema(rangeItem)
  setRange(@Body(parsed(rangeBody)) changes: RangeChange[]): Promise<void> {
    return this.ranges.set(changes);
  }

  @Post(PATHS.showBuilding)
  @HttpCode(200)
  showBuilding(@Caller() user: UserId, @Body(parsed(showBuildingBody)) _body: unknown): ListedUser[] {
    return this.whereabouts.inBuilding(user).map((id) => ({ id }));
  }

  @Post(PATHS.showRange)
  @HttpCode(200)
  showRange(
    @Caller() user: UserId,
    @Body(parsed(showRangeBody)) { centre, radius }: { centre: Coordinates; radius: number },
  ): UserId[] {
    return this.whereabouts.inRange(user, centre, radius);
  }

  @Get(PATHS.nearby)
  @Header('cache-control', 'no-store')
  nearby(@Caller() user: UserId): Promise<NearbyAnswer> {
    return this.whereabouts.nearby(user);
  }

  @Get(PATHS.buildings)
  @Header('cache-control', 'no-store')
  showBuildings(): BuildingAnswer[] {
    return this.buildings
      .all()
      .map(({ id, name, centre, radiusMetres }) => ({ id, name, ...centre, radious: radiusMetres }));
  }

  @Get(PATHS.occupancy)
  @Header('cache-control', 'no-store')
  showOccupancy(@Caller() user: UserId): BuildingOccupancy[] {
    return this.whereabouts.occupancy(user);
  }
}
