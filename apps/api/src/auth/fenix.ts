import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo, Server } from 'node:net';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { visitFenix, type FenixEndpoints, type LoginOutcome, type LoginVisit } from './fenix-strategy';
import { LoginAttempts } from './login-attempts';

/** Where the stand-in answers, on this server's own port. */
export const STAND_IN_PATH = '/fenix-stand-in';
/** The stand-in's one client: this process. A new secret at every start. */
export const STAND_IN_CLIENT = { clientId: 'perto', clientSecret: randomBytes(24).toString('base64') };

/** The sign-in provider: Fenix, or the stand-in where no credentials are configured. */
@Injectable()
export class Fenix {
  private readonly attempts: LoginAttempts;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly http: HttpAdapterHost,
    clock: Clock,
  ) {
    this.attempts = new LoginAttempts(config.sessionSecret, () => clock.now());
  }

  get isStandIn(): boolean {
    return this.config.fenix === undefined;
  }

  visit(visit: LoginVisit): Promise<LoginOutcome> {
    // The real provider has no such shortcut: there the hint is dropped.
    const loginHint = this.isStandIn ? visit.loginHint : undefined;
    return visitFenix(this.endpoints(), this.attempts, { ...visit, loginHint });
  }

  private endpoints(): FenixEndpoints {
    const { fenix } = this.config;
    if (fenix) return { ...fenix, dialogBase: fenix.baseUrl, serverBase: fenix.baseUrl };
    return {
      ...STAND_IN_CLIENT,
      dialogBase: STAND_IN_PATH,
      serverBase: `${this.ownAddress()}${STAND_IN_PATH}`,
    };
  }

  /** This server as it reaches itself: the address it listens on, known only once it listens. */
  private ownAddress(): string {
    const server = this.http.httpAdapter.getHttpServer() as Server;
    const { address, port } = server.address() as AddressInfo;
    const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
    return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  }
}
