import { Column, Entity, PrimaryColumn } from 'typeorm';
import { degrees, idText, instant } from '../platform/database/columns';

/** Mirror of the table `building`. */
@Entity('building')
export class BuildingRow {
  @PrimaryColumn(idText('id')) id!: string;
  @Column({ name: 'name', type: 'varchar', length: 100, nullable: true }) name!: string | null;
  @Column(degrees('latitude')) latitude!: number | null;
  @Column(degrees('longitude')) longitude!: number | null;
  @Column({ name: 'radious', type: 'double', nullable: true }) radius!: number | null; // metres
  @Column({ ...instant('retired_at'), nullable: true }) retiredAt!: Date | null;
}
