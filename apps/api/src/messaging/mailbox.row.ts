import type { ParticipantKind } from '@perto/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idText } from '../platform/database/columns';

/** Mirror of the table `mailbox`: how many messages somebody has got so far. */
@Entity('mailbox')
export class MailboxRow {
  @PrimaryColumn({ name: 'recipient_kind', type: 'varchar', length: 10 }) recipientKind!: ParticipantKind;
  @PrimaryColumn(idText('recipient_id')) recipientId!: string;
  @Column({ name: 'sequence', type: 'bigint' }) sequence!: string | number;
}
