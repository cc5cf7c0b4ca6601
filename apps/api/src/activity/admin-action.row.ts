import type { AdminAction } from '@perto/contract';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';

/** Mirror of the table `admin_action`: what admins did. */
@Entity('admin_action')
export class AdminActionRow {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) id!: string | number;
  @Column(idText('admin_id')) adminId!: string;
  @Column({ name: 'action', type: 'varchar', length: 50 }) action!: AdminAction;
  @Column({ name: 'target', type: 'varchar', length: 100 }) target!: string;
  @Column({ name: 'detail', type: 'varchar', length: 500 }) detail!: string;
  @Column(instant('at')) at!: Date;
}
