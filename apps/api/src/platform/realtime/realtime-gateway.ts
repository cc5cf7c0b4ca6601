import { applyDecorators, Catch, UseFilters, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { EVENTS, type EventError } from '@perto/contract';
import type { Socket } from 'socket.io';
import type { PertoError } from '../errors';
import { FailureLog } from '../failure-log';
import { asPertoError } from '../http/problem.filter';

/** Answers a refused event: its acknowledgement, if one was asked for, and an `exception` beside it. */
@Catch()
export class EventErrorFilter implements ExceptionFilter {
  private readonly failures = new FailureLog('Realtime');

  catch(error: unknown, host: ArgumentsHost): void {
    const known = asPertoError(error);
    this.failures.note(`An event → ${known.code}`, error, known);
    refuse(host.switchToWs().getClient<Socket>(), known, host.getArgs<unknown[]>());
  }
}

/** Tells a socket that its event was refused. `args` are searched for the acknowledgement. */
export function refuse(socket: Socket, error: PertoError, args: unknown[] = []): void {
  const told: EventError = { code: error.code, message: error.message };
  if (error.errors?.length) told.errors = error.errors;
  const acknowledge = args.flat().find((argument) => typeof argument === 'function');
  if (acknowledge) (acknowledge as (answer: object) => void)({ ok: false, error: told });
  socket.emit(EVENTS.exception, told);
}

/** A gateway with what Nest does not bind to gateways by itself. */
export const RealtimeGateway = () => applyDecorators(WebSocketGateway(), UseFilters(EventErrorFilter));
