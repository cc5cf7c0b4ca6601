import type { ParticipantKind } from '@perto/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';

/** Mirror of the table `message_recipient`: one line for each person a message went to. */
@Entity('message_recipient')
export class MessageRecipientRow {
  @PrimaryColumn({ name: 'message_id', type: 'bigint' }) messageId!: string | number;
  @PrimaryColumn({ name: 'recipient_kind', type: 'varchar', length: 10 }) recipientKind!: ParticipantKind;
  @PrimaryColumn(idText('recipient_id')) recipientId!: string;
  @Column({ name: 'sender_kind', type: 'varchar', length: 10 }) senderKind!: ParticipantKind;
  @Column(idText('sender_id')) senderId!: string;
  @Column(instant('sent_at')) sentAt!: Date;
  /** Place among the recipient's messages, from 1, in the order of their commits. */
  @Column({ name: 'sequence', type: 'bigint' }) sequence!: string | number;
  @Column({ ...instant('delivered_at'), nullable: true }) deliveredAt!: Date | null;
  @Column({ ...instant('seen_at'), nullable: true }) seenAt!: Date | null;
}
