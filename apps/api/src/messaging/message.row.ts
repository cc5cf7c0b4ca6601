import type { ParticipantKind } from '@perto/contract';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';
import type { Message } from './message';

/** Mirror of the table `message`. A sender is a user or a bot, so there is no foreign key to either. */
@Entity('message')
export class MessageRow {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) id!: string | number;
  @Column({ name: 'kind', type: 'varchar', length: 20 }) kind!: string;
  @Column({ name: 'sender_kind', type: 'varchar', length: 10 }) senderKind!: ParticipantKind;
  @Column(idText('sender_id')) senderId!: string;
  @Column({ name: 'text', type: 'varchar', length: 2000 }) text!: string;
  @Column(instant('sent_at')) sentAt!: Date;
  @Column({ name: 'idempotency_key', type: 'varchar', length: 100, nullable: true }) idempotencyKey!:
    string | null;
  /** The building that it went to as a whole. */
  @Column({ ...idText('b_id'), nullable: true }) buildingId!: string | null;
  @Column({ name: 'recipient_count', type: 'int' }) recipientCount!: number;
}

export const messageOf = (row: MessageRow): Message => ({
  id: String(row.id),
  kind: 'text',
  sender: { kind: row.senderKind, id: row.senderId },
  text: row.text,
  sentAt: row.sentAt.getTime(),
  idempotencyKey: row.idempotencyKey ?? undefined,
  buildingId: row.buildingId ?? undefined,
  recipientCount: row.recipientCount,
});
