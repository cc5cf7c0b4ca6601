import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { InstallationRow } from '../database/installation.row';

/** Which Perto this is: several may share a broker, and must not hear each other. */
@Injectable()
export class Installation {
  private known: string | undefined;

  constructor(private readonly database: Database) {}

  async id(): Promise<string> {
    this.known ??= await this.read();
    return this.known;
  }

  private async read(): Promise<string> {
    const [row] = await this.database.run((manager) => manager.find(InstallationRow, { take: 1 }));
    if (!row) throw new Error('The table installation is empty');
    return row.id;
  }
}
