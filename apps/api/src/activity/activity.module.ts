import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogRow } from './log.row';
import { LogRetention } from './log-retention';
import { ActivityLog } from './typeorm-activity-log';

@Module({
  imports: [TypeOrmModule.forFeature([LogRow])],
  providers: [ActivityLog, LogRetention],
  exports: [ActivityLog],
})
export class ActivityModule {}
