import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Mirror of the table `installation`: which Perto this database belongs to, in one row. */
@Entity('installation')
export class InstallationRow {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 36 }) id!: string;
  /** The process that had the database last, by a name that it made up. */
  @Column({ name: 'held_by', type: 'varchar', length: 36, nullable: true }) heldBy!: string | null;
}
