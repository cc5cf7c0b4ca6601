import { Entity, PrimaryColumn } from 'typeorm';

/** Mirror of the table `installation`: which Perto this database belongs to, in one row. */
@Entity('installation')
export class InstallationRow {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 36 }) id!: string;
}
