import { Body, Controller, Header } from '@nestjs/common';
import {
  ENDPOINTS,
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
import { Serves } from '../auth/serves';
import { Caller, ItemSchema } from '../auth/signed-in.guard';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { parsed } from '../platform/http/parsed';
import { LocationReporter } from './location-reporter';
import { RangeSetter } from './range-setter';
import { Whereabouts } from './whereabouts';

/** Where people are: what they say of themselves, and what they may know of others. */
@Controller()
export class LocationController {
  constructor(
    private readonly reporter: LocationReporter,
    private readonly ranges: RangeSetter,
    private readonly whereabouts: Whereabouts,
    private readonly buildings: BuildingCatalogue,
  ) {}

  @Serves(ENDPOINTS.updateCoordinates)
  @Header('content-type', 'text/plain; charset=utf-8')
  report(@Caller() user: UserId, @Body(parsed(coordinatesBody)) position: Coordinates): Promise<string> {
    return this.reporter.report(user, position);
  }

  @Serves(ENDPOINTS.updateRange)
  @ItemSchema(rangeItem)
  setRange(@Body(parsed(rangeBody)) changes: RangeChange[]): Promise<void> {
    return this.ranges.set(changes);
  }

  @Serves(ENDPOINTS.showBuilding)
  showBuilding(@Caller() user: UserId, @Body(parsed(showBuildingBody)) _body: unknown): ListedUser[] {
    return this.whereabouts.inBuilding(user).map((id) => ({ id }));
  }

  @Serves(ENDPOINTS.showRange)
  showRange(
    @Caller() user: UserId,
    @Body(parsed(showRangeBody)) { centre, radius }: { centre: Coordinates; radius: number },
  ): UserId[] {
    return this.whereabouts.inRange(user, centre, radius);
  }

  @Serves(ENDPOINTS.nearby)
  nearby(@Caller() user: UserId): Promise<NearbyAnswer> {
    return this.whereabouts.nearby(user);
  }

  @Serves(ENDPOINTS.buildings)
  showBuildings(): BuildingAnswer[] {
    return this.buildings
      .all()
      .map(({ id, name, centre, radiusMetres }) => ({ id, name, ...centre, radious: radiusMetres }));
  }

  @Serves(ENDPOINTS.occupancy)
  showOccupancy(@Caller() user: UserId): BuildingOccupancy[] {
    return this.whereabouts.occupancy(user);
  }
}
