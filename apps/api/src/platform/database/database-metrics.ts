import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { Database } from './database';

/** Tells how busy the connections to the database are. */
@Injectable()
export class DatabaseMetrics {
  constructor(metrics: Metrics, database: Database) {
    metrics.labelledGauge(
      'perto_database_work',
      'Units of work on the database: running on a connection of the pool, or waiting for one.',
      'state',
      () => database.load,
    );
  }
}
