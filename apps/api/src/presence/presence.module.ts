import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { Newcomers } from '../platform/realtime/newcomers';
import { CongestionWatch } from './congestion-watch';
import { PresenceGateway } from './presence.gateway';
import { PresenceMetrics } from './presence-metrics';
import { SessionRegistry } from './session-registry';
import { OnlineProjection } from './typeorm-online-projection';
import { UserTurns } from './user-turns';

/** Who is online: connections, sessions, and what the database shows of them. */
@Module({
  imports: [AuthModule],
  providers: [
    CongestionWatch,
    Newcomers,
    OnlineProjection,
    PresenceGateway,
    PresenceMetrics,
    SessionRegistry,
    UserTurns,
  ],
  exports: [SessionRegistry, UserTurns],
})
export class PresenceModule {}
