import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminActionRow } from './admin-action.row';
import { LogRow } from './log.row';
import { LogRetention } from './log-retention';
import { ActivityLog } from './typeorm-activity-log';

@Module({
  imports: [TypeOrmModule.forFeature([AdminActionRow, LogRow])],
  providers: [ActivityLog, LogRetention],
  exports: [ActivityLog],
})
export class ActivityModule {}
