import { Column, Entity, PrimaryColumn } from 'typeorm';
import { degrees, idText, instant } from '../platform/database/columns';

/** Mirror of the table `user`. `online` and `sessions` only project what the session registry knows. */
@Entity('user')
export class UserRow {
  @PrimaryColumn(idText('id')) id!: string;
  @Column({ name: 'name', type: 'varchar', length: 250, nullable: true }) name!: string | null;
  @Column({ name: 'online', type: 'boolean', default: false }) online!: boolean;
  @Column(degrees('latitude')) latitude!: number | null;
  @Column(degrees('longitude')) longitude!: number | null;
  @Column({ ...instant('positioned_at'), nullable: true }) positionedAt!: Date | null;
  @Column({ ...idText('b_id'), nullable: true }) buildingId!: string | null;
  @Column({ name: 'radious', type: 'double', default: 50 }) radius!: number; // metres
  @Column({ name: 'counter', type: 'int', default: 0 }) sessions!: number;
}
