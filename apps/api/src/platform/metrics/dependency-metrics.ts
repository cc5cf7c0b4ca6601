import { Injectable } from '@nestjs/common';
import { Dependencies } from '../dependencies';
import { Metrics } from './metrics';

/** Tells which of the outside parts are there. */
@Injectable()
export class DependencyMetrics {
  constructor(metrics: Metrics, dependencies: Dependencies) {
    metrics.labelledGauge(
      'perto_dependency_available',
      'Outside parts: 1 while available, 0 while away.',
      'dependency',
      () => Object.fromEntries(dependencies.states().map(({ name, available }) => [name, available ? 1 : 0])),
    );
  }
}
