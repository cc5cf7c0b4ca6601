import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from './clock';
import { CONFIG, type Config } from './config';
import { Dependencies } from './dependencies';
import { RequestLimits } from './http/request-limits';
import { DependencyMetrics } from './metrics/dependency-metrics';
import { Metrics } from './metrics/metrics';
import { RateLimits } from './rate-limits';
import { WallTime } from './wall-time';

/** What every module may use: configuration, time, metrics, rate limits. */
@Module({})
export class PlatformModule {
  static register(config: Config, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        Dependencies,
        DependencyMetrics,
        Metrics,
        RateLimits,
        RequestLimits,
        { provide: WallTime, useValue: new WallTime(config.timeZone) },
      ],
      exports: [CONFIG, Clock, Dependencies, Metrics, RateLimits, RequestLimits, WallTime],
    };
  }
}
