import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogRow } from './log.row';
import { ActivityLog } from './typeorm-activity-log';

@Module({
  imports: [TypeOrmModule.forFeature([LogRow])],
  providers: [ActivityLog],
  exports: [ActivityLog],
})
export class ActivityModule {}
