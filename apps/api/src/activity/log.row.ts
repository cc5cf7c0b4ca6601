import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';

/** Mirror of the table `log`. */
@Entity('log')
export class LogRow {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) id!: string | number;
  @Column({ name: 'message', type: 'varchar', length: 250 }) message!: string;
  @Column({ ...idText('u_id'), nullable: true }) userId!: string | null;
  @Column({ ...idText('b_id'), nullable: true }) buildingId!: string | null;
  @Column({ ...idText('bot_id'), nullable: true }) botId!: string | null;
  @Column(instant('timestamp')) timestamp!: Date;
}
