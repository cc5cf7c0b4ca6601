import { Module } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module';
import { AuthModule } from '../auth/auth.module';
import { BuildingsModule } from '../buildings/buildings.module';
import { PresenceModule } from '../presence/presence.module';
import { BuildingFollower } from './building-follower';
import { Listings } from './listings';
import { LiveMap } from './live-map';
import { LocationController } from './location.controller';
import { LocationReporter } from './location-reporter';
import { MovementTeller } from './movement-teller';
import { Placement } from './placement';
import { PresenceLines } from './presence-lines';
import { RangeSetter } from './range-setter';
import { Roster } from './roster';
import { SessionFollower } from './session-follower';
import { PositionStore } from './typeorm-position-store';
import { UnattendedPositions } from './unattended-positions';
import { Whereabouts } from './whereabouts';

/** Who is where, who sees whom, and who is told. */
@Module({
  imports: [ActivityModule, AuthModule, BuildingsModule, PresenceModule],
  controllers: [LocationController],
  providers: [
    BuildingFollower,
    Listings,
    LiveMap,
    LocationReporter,
    MovementTeller,
    Placement,
    PositionStore,
    PresenceLines,
    RangeSetter,
    Roster,
    SessionFollower,
    UnattendedPositions,
    Whereabouts,
  ],
  exports: [Roster, Whereabouts],
})
export class LocationModule {}
