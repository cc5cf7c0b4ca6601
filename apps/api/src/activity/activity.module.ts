import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdminActionRow } from './admin-action.row';
import { LogRow } from './log.row';
import { LogRetention } from './log-retention';
import { AdminActions } from './typeorm-admin-actions';
import { ActivityReader } from './typeorm-activity-reader';
import { ActivityLog } from './typeorm-activity-log';

@Module({
  imports: [TypeOrmModule.forFeature([AdminActionRow, LogRow])],
  providers: [ActivityLog, ActivityReader, AdminActions, LogRetention],
  exports: [ActivityLog, ActivityReader, AdminActions],
})
export class ActivityModule {}
