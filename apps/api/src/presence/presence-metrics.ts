import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/metrics/metrics';
import { SessionRegistry } from './session-registry';

/** Tells how many people and sessions there are. */
@Injectable()
export class PresenceMetrics {
  constructor(metrics: Metrics, sessions: SessionRegistry) {
    metrics.gauge('perto_users_online', 'People with at least one session that counts.', () => {
      return sessions.tally().usersOnline;
    });
    metrics.gauge('perto_bots_online', 'Bots that are connected.', () => sessions.tally().botsOnline);
    metrics.labelledGauge(
      'perto_sessions',
      'Sessions: live, broken (for five seconds at most), departed (resumable for two minutes).',
      'state',
      () => {
        const { live, broken, departed } = sessions.tally();
        return { live, broken, departed };
      },
    );
  }
}
