import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';

/** Mirror of the table `bot`. `secretDigest` is never the secret itself. */
@Entity('bot')
export class BotRow {
  @PrimaryColumn(idText('id')) id!: string;
  @Column(idText('b_id')) buildingId!: string;
  @Column({ name: 'online', type: 'boolean', default: false }) online!: boolean;
  @Column({ name: 'authorized', type: 'boolean' }) authorized!: boolean;
  @Column({ name: 'pass', type: 'varchar', length: 100 }) secretDigest!: string;
  @Column({ ...instant('registered_at'), nullable: true }) registeredAt!: Date | null;
  /** When an admin last allowed or disallowed it. */
  @Column({ ...instant('decided_at'), nullable: true }) decidedAt!: Date | null;
}
