import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../platform/database/columns';

/** Mirror of the table `outbox`: a stored message that is not known to have been handed to the queues. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn({ name: 'message_id', type: 'bigint' }) messageId!: string | number;
  @Column({ name: 'attempts', type: 'int' }) attempts!: number;
  @Column(instant('due_at')) dueAt!: Date;
  @Column({ ...instant('set_aside_at'), nullable: true }) setAsideAt!: Date | null;
  @Column({ name: 'fault', type: 'varchar', length: 250, nullable: true }) fault!: string | null;
}
