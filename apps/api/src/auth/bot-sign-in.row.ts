import { Column, Entity, PrimaryColumn } from 'typeorm';
import { idText, instant } from '../platform/database/columns';

/** Mirror of the table `bot_sign_in`. The token itself is never stored, only its SHA-256 in hexadecimal. */
@Entity('bot_sign_in')
export class BotSignInRow {
  @PrimaryColumn({ name: 'digest', type: 'varchar', length: 64 }) digest!: string;
  @Column(idText('bot_id')) botId!: string;
  @Column(instant('created_at')) createdAt!: Date;
  @Column(instant('expires_at')) expiresAt!: Date;
}
